"""Quality of findings against annotated documents."""
