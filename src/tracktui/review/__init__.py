"""What two people look at together: figures of one person, the agenda of a review; versions of a plan compared and made one."""
