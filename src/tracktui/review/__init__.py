"""What two people look at together: what changed between two versions of a plan, and two versions made one."""
