"""What may be uploaded: documents, pictures, recordings. Nothing that a browser would run."""

from collections.abc import Mapping

ALLOWED: Mapping[str, str] = {
    "text/plain": "txt",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "application/ofd": "ofd",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "message/rfc822": "eml",
    "application/zip": "zip",
}
"""Media type -> ending of the file name under which it is handed out."""
