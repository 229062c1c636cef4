"""Early signs (苗头): slips of trouble to come, put right or turned into a complaint."""
