"""The larger commands of `planner`, one module each; their bodies call services."""

from planner.commands.backup import backup_command, restore_command
from planner.commands.erasing import erase_child_command, purge_command
from planner.commands.files import files_command
from planner.commands.jobs import jobs_command
from planner.commands.verifying import verify_command

COMMANDS = (
    backup_command,
    verify_command,
    restore_command,
    files_command,
    jobs_command,
    purge_command,
    erase_child_command,
)
