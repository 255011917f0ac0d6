"""The press: sheets as PDF and as .docx. The only part that knows typst, OOXML and QR codes."""
