"""What this program is: versions, data folder, installed guidance, licences."""
