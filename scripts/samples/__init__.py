"""The invented showroom of the demo: its people, its cars and the spreadsheets they come in."""
