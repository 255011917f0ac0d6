"""The docket (案件台账): every report, case, proceeding and appeal as one row, to be filtered, searched and paged."""
