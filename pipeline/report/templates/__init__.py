"""The report's templates: HTML, its style sheet, and the printed document."""
