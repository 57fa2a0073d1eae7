"""Public functions of the services that ask nobody who they are, each with the reason why it need not."""

READS = "only reads"
RECKONS = "reckons with what it is given"
_ASKS = "is the question itself"
_BELOW = "writes below services that have asked"
_FILES = "only touches the store of files, below services that have asked"
_TOKEN = "whoever holds the token may, and nobody else has it"
_CONSOLE = "for the commands on the server and its first start"

UNGUARDED = {
    "accounts.change_password": "asks for the old password",
    "accounts.check_password": RECKONS,
    "accounts.find_password_owner": READS,
    "accounts.find_user": READS,
    "accounts.hash_password": RECKONS,
    "accounts.normalise_account": RECKONS,
    "accounts.redeem_password_link": _TOKEN,
    "accounts.set_password": _BELOW,
    "accounts.sign_in": "before it nobody is known",
    "activity.aggregate_of": RECKONS,
    "activity.name_in_log": RECKONS,
    "activity.record_change": _BELOW,
    "activity.record_reading": "notes in the log what somebody has been shown already",
    "approvals.approving_organisation": READS,
    "attachments.clean_filename": RECKONS,
    "attachments.file_path": RECKONS,
    "attachments.keep_file": _FILES,
    "attachments.keep_upload": _FILES,
    "changes.count_change": _BELOW,
    "dossier.refresh_derived": _BELOW,
    "dossier.write_dossier": _BELOW,
    "events.next_steps": RECKONS,
    "guard.guard_accounts": _ASKS,
    "guard.guard_drafting": _ASKS,
    "guard.guard_event": _ASKS,
    "guard.guard_new_unit": _ASKS,
    "guard.guard_person": _ASKS,
    "guard.guard_rows": _ASKS,
    "guard.guard_self": _ASKS,
    "guard.guard_unit": _ASKS,
    "links.count_wrong_try": "before the right answer nobody is known",
    "links.find_event_link": READS,
    "links.find_link": READS,
    "links.hash_token": RECKONS,
    "links.redeem_link": _TOKEN,
    "locks.lock": "makes others wait, changes nothing",
    "once.keep_answer": "keeps the key of a form, nothing of what the form does",
    "once.take_key": "keeps the key of a form, nothing of what the form does",
    "organisations.needs_setup": READS,
    "organisations.set_up": "asks for the code on the console, and serves only while nobody can sign in",
    "rowlog.describe_row": READS,
    "rowlog.describe_rows": READS,
    "rowlog.record_rows": _BELOW,
    "rows.find_row": READS,
    "rows.list_rows": READS,
    "rows.number_rows": _BELOW,
    "rows.refuse_rows": READS,
    "rows.row_values": RECKONS,
    "samples.load_sample_data": _CONSOLE,
    "samples.remove_samples": _CONSOLE,
    "samples.sample_accounts": READS,
    "samples.sample_accounts_exist": READS,
}
