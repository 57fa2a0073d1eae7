"""Every column that can hold text, and whether a child's name may stand in it: what erasing goes by.

`tests/planner/models/test_textcolumns.py` refuses a text column that stands in none of these lists.
"""

Columns = dict[str, tuple[str, ...]]

OF_CHILDREN: Columns = {
    "participant": ("name", "school_class", "guardian", "phone", "remark"),
}
"""Of a child itself: goes with its row."""

OF_VOLUNTEERS: Columns = {
    "volunteer": (
        "name",
        "phone",
        "code",
        "born",
        "unit",
        "skills",
        "emergency_name",
        "emergency_phone",
        "guardian_name",
        "guardian_phone",
        "signature",
        "answers",
        "identity",
        "area",
        "kinds",
        "record",
    ),
}
"""Of volunteers, who may be minors themselves: emptied when they are erased."""

SAID_OF_VOLUNTEERS: Columns = {
    "sign_up": ("leave_because", "word"),
    "hours_correction": ("because",),
    "hours_request": ("words", "answer"),
    "service_evaluation": ("words",),
}
"""What volunteers say and is said to them or of them, sealed: emptied when they are erased, and masked like what is
typed, since a child may be named in it."""

OF_THE_FILE: Columns = {
    "filed_volunteer": ("name", "phone", "born", "unit", "skills", "area", "kinds", "record"),
}
"""Of volunteers who want to be asked again by a unit, of no event: goes with their row."""

WAITING: Columns = {
    "plan_text": ("name", "text", "decided"),
}
"""Whole plans on their way into an event, sealed and of no event yet: goes with its row."""

TYPED: Columns = {
    "activity": ("subject", "before", "after"),
    "actual": ("words",),
    "advance": ("person", "remark", "named"),
    "approved_line": ("category", "item", "source"),
    "attachment": ("name", "filename"),
    "budget_line": ("category", "item", "unit", "times_unit", "source", "basis"),
    "contact": ("name", "role", "organisation", "phone"),
    "donation": ("item", "donor", "unit", "remark"),
    "duty": ("role", "name", "organisation", "phone", "workgroup", "task"),
    "certificate": ("withdrawn_because",),
    "event": ("title", "theme", "place", "transport", "reopened_because"),
    "evidence_set": ("reason",),
    "excluded_service": ("because",),
    "expense": (
        "purpose",
        "payee",
        "handler",
        "verifier",
        "source",
        "borrower",
        "seller",
        "buyer",
        "goods",
        "remark",
        "named",
    ),
    "feedback": ("words", "quote"),
    "finance_review": ("remark", "words", "taken_back_because"),
    "funding_source": ("name", "remark"),
    "handout": ("item", "unit", "handler", "witness", "remark", "named"),
    "head_count": ("group", "remark"),
    "impression": ("well", "badly", "sentence"),
    "incident": ("what",),
    "income": ("source", "remark"),
    "intake_batch": ("name",),
    "invoice_clash": ("purpose",),
    "invoice_intake": ("filename", "title", "seller", "buyer", "goods", "remark"),
    "line_remark": ("text",),
    "link": ("name", "organisation", "names_because"),
    "party": ("name",),
    "phase": ("name", "owner", "detail"),
    "photo": ("filename", "caption"),
    "photo_upload": ("filename",),
    "plan_section": ("heading", "text", "guidance"),
    "revision": ("remark", "words", "taken_back_because"),
    "safety_check": ("item", "role", "done_by"),
    "service_hours": ("content", "place"),
    "schedule_item": ("title", "detail", "place"),
    "stop": ("name", "address", "remark"),
    "summary_chapter": ("heading",),
    "summary_revision": ("returned_words", "reopened_because"),
    "supply": ("name", "spec", "unit", "remark"),
    "tally": ("remark",),
    "team_member": ("names_because",),
    "sign_up_desk": ("benefits", "bring"),
    "volunteer_question": ("text", "options"),
    "volunteer_post": ("title", "task", "place", "meeting", "skills", "supplies"),
    "volunteer_shift": ("label",),
    "voucher": ("filename",),
    "waiver": ("words",),
}
"""What people type about an event, in which they may name a child: the name is masked when the child is erased."""

DRAWN: Columns = {
    "feedback": ("drawing",),
}
"""Drawn by children without a name, and a name may be written in it all the same: emptied with the roster."""

SNAPSHOTS: Columns = {
    "evidence_set": ("lacking",),
    "finance_review": ("snapshot",),
    "intake_batch": ("tables", "decided"),
    "revision": ("dossier",),
    "summary_paragraph": ("parts", "kept"),
    "summary_revision": ("content",),
}
"""An event as JSON as it once was: every text in it is treated like a typed one."""

TOLD: Columns = {
    "photo": ("caption",),
    "summary_chapter": ("heading",),
}
"""Of what is typed, that which is told outside with everybody hidden: no name without its surname is left in it."""

TOLD_AS_JSON: Columns = {
    "summary_paragraph": ("parts", "kept"),
    "summary_revision": ("content",),
}
"""The same as JSON."""

CERTIFIED: Columns = {
    "certificate": ("code", "facts"),
}
"""What a certificate says of a volunteer, sealed: stays as it was issued, unless the volunteer wants it erased."""

ANSWERS: Columns = {
    "once_key": ("answer",),
}
"""Pages and addresses as they were answered, kept for two days, of no event in particular: emptied."""

SOUGHT: Columns = {
    "erasure": ("outstanding",),
}
"""What was erased and must be found nowhere: kept sealed until it was looked for, then emptied."""

OF_THE_HOUSE: Columns = {
    "activity": ("actor", "verb", "where"),
    "actual": ("place", "said_by"),
    "advance": ("key", "edited_by"),
    "aggregate_change": ("aggregate",),
    "attendance": ("arrived_by", "left_by"),
    "approved_line": ("key",),
    "attachment": ("key", "edited_by", "sha256", "mime"),
    "budget_line": ("key", "edited_by"),
    "bulletin_head": ("name", "publisher", "sent_to", "copied_to", "edited_by"),
    "bulletin_issue": ("issued_by",),
    "certificate": ("number", "issued_by", "withdrawn_by"),
    "certificate_series": ("letters",),
    "contact": ("key", "edited_by"),
    "donation": ("key", "edited_by"),
    "duty": ("key", "edited_by", "phone_index"),
    "erasure": ("actor", "found_in"),
    "event": ("kind",),
    "evidence_piece": ("sha256",),
    "evidence_set": ("change_key", "sums_sha256", "fault"),
    "excluded_service": ("post", "by"),
    "expense": (
        "key",
        "edited_by",
        "line",
        "invoice_number",
        "blue_number",
        "seller_mark",
        "seller_tax_number",
        "trade_mark",
        "buyer_tax_number",
    ),
    "filed_volunteer": ("key", "name_index", "phone_index", "agreement"),
    "feedback": ("key", "mark_hash"),
    "finance_policy": ("edited_by", "data"),
    "funding_source": ("key", "edited_by"),
    "handout": ("key", "edited_by"),
    "head_count": ("key", "edited_by"),
    "hours_correction": ("by",),
    "hours_request": ("answered_by",),
    "impression": ("said_by",),
    "incident": ("key", "edited_by"),
    "income": ("key", "edited_by"),
    "intake_batch": ("key", "noun", "kept_by", "row_keys"),
    "invoice_clash": ("number", "tried_by", "closed_by"),
    "invoice_entry": ("number",),
    "key_check": ("key_id", "sealed"),
    "known_heading": ("noun", "heading", "field", "said_by"),
    "line_remark": ("line", "author"),
    "database_identity": ("value",),
    "device": ("token_hash", "browser"),
    "invoice_intake": (
        "sha256",
        "mime",
        "sentence",
        "evidence",
        "invoice_number",
        "blue_number",
        "seller_tax_number",
        "buyer_tax_number",
    ),
    "job": ("kind", "key", "payload", "result", "error", "worker"),
    "job_entry": ("kind", "actor", "verb"),
    "link": ("token_hash", "sealed_token", "device_hash", "sealed_account", "account_index"),
    "once_key": ("key",),
    "organisation": ("name", "tax_number"),
    "participant": ("key", "edited_by"),
    "post_position": ("post",),
    "party": ("key", "edited_by"),
    "phase": ("key", "edited_by"),
    "photo": (
        "key",
        "sender",
        "phone",
        "fingerprint",
        "fault",
        "sentence",
        "sha256",
        "mime",
        "camera",
        "dhash",
        "kept_with",
        "item",
    ),
    "photo_book": ("tag", "sha256"),
    "photo_box": ("drawn_by",),
    "photo_copy": ("mime", "sha256"),
    "photo_piece": ("sha256",),
    "photo_upload": ("key", "sender", "phone", "fingerprint", "fault", "sentence"),
    "plan_section": ("key", "edited_by"),
    "plan_text": ("key",),
    "row_author": ("noun", "key"),
    "safety_check": ("key", "edited_by"),
    "schedule_item": ("key", "edited_by", "duties"),
    "school_calendar": ("name", "added_by"),
    "school_day": ("title",),
    "service_evaluation": ("given_by",),
    "service_hours": ("approved_by",),
    "sign_in_attempt": ("subject",),
    "sign_up": ("shift", "known", "absent_by", "lot"),
    "sign_up_lottery": ("seed", "commitment", "record"),
    "stop": ("key", "edited_by"),
    "summary_chapter": ("key", "after"),
    "summary_paragraph": ("key", "chapter", "passage", "edited_by"),
    "summary_policy": ("edited_by", "data"),
    "summary_revision": ("returned_chapter",),
    "supply": ("key", "edited_by", "duty"),
    "tally": ("key", "edited_by"),
    "unit_entry": ("actor", "verb", "subject"),
    "user": ("name", "name_key", "phone", "phone_index", "email", "password_hash"),
    "volunteer": ("key", "phone_index", "agreement", "paper_noted_by"),
    "volunteer_policy": ("edited_by", "data"),
    "volunteer_post": ("key", "edited_by", "duty"),
    "volunteer_question": ("key", "edited_by", "post"),
    "volunteer_shift": ("key", "edited_by", "post"),
    "voucher": ("key", "edited_by", "about", "sha256", "mime"),
    "waiver": ("subject", "author"),
}
"""Keys, sums of files, codes, and the names of those who have an account or of units: nothing of a child."""
