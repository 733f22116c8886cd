CREATE TABLE "access_reviews" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_access_reviews" PRIMARY KEY AUTOINCREMENT,
    "scope" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "doubtful" INTEGER NOT NULL
);


CREATE TABLE "accounts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_accounts" PRIMARY KEY AUTOINCREMENT,
    "full_name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "last_signed_in_at" TEXT NOT NULL,
    "enabled_at" TEXT NULL,
    "password_set_at" TEXT NULL,
    "must_change_password" INTEGER NOT NULL,
    "disabled_at" TEXT NULL,
    "disabled_why" TEXT NULL,
    "search" TEXT NOT NULL,
    "last_code_step" INTEGER NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);


CREATE TABLE "backups" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_backups" PRIMARY KEY AUTOINCREMENT,
    "act" INTEGER NOT NULL,
    "begun_at" TEXT NOT NULL,
    "ended_at" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "tables" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "files" INTEGER NOT NULL,
    "problem" TEXT NULL,
    "who" TEXT NOT NULL
);


CREATE TABLE "comment_mentions" (
    "shard" INTEGER NOT NULL,
    "comment_id" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    "answered_at" TEXT NULL,
    CONSTRAINT "pk_comment_mentions" PRIMARY KEY ("shard", "comment_id", "account")
);


CREATE TABLE "data_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_data_requests" PRIMARY KEY AUTOINCREMENT,
    "received_on" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "answered_on" TEXT NULL,
    "extended_to" TEXT NULL,
    "extended_why" TEXT NULL,
    "done_on" TEXT NULL,
    "result" TEXT NULL,
    "who" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "erased_at" TEXT NULL
);


CREATE TABLE "editions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_editions" PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "begun_at" TEXT NOT NULL,
    "built_at" TEXT NULL,
    "built_through" INTEGER NOT NULL
);


CREATE TABLE "ended_sign_ins" (
    "id" TEXT NOT NULL CONSTRAINT "pk_ended_sign_ins" PRIMARY KEY,
    "until" TEXT NOT NULL
);


CREATE TABLE "evidence" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "removed_by" TEXT NULL,
    "removed_at" TEXT NULL,
    "removed_why" TEXT NULL,
    CONSTRAINT "pk_evidence" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "evidence_links" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "evidence_shard" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "period" INTEGER NULL,
    "set_id" INTEGER NULL,
    "line" TEXT NOT NULL,
    "paper" TEXT NOT NULL,
    "measure_id" INTEGER NULL,
    "revision" INTEGER NULL,
    "due" TEXT NULL,
    "who" TEXT NOT NULL,
    "linked_at" TEXT NOT NULL,
    "removed_by" TEXT NULL,
    "removed_at" TEXT NULL,
    "removed_why" TEXT NULL,
    CONSTRAINT "pk_evidence_links" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "evidence_versions" (
    "shard" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "saved_at" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "width" INTEGER NULL,
    "height" INTEGER NULL,
    "taken_at" TEXT NULL,
    "had_location" INTEGER NOT NULL,
    "kept_location" INTEGER NOT NULL,
    "signatures" TEXT NOT NULL,
    CONSTRAINT "pk_evidence_versions" PRIMARY KEY ("shard", "evidence_id", "number")
);


CREATE TABLE "import_mappings" (
    "fingerprint" TEXT NOT NULL CONSTRAINT "pk_import_mappings" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "saved_at" TEXT NOT NULL
);


CREATE TABLE "incidents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_incidents" PRIMARY KEY AUTOINCREMENT,
    "detected_at" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "happened" TEXT NOT NULL,
    "serious" INTEGER NOT NULL,
    "personal_data" INTEGER NOT NULL,
    "reported_at" TEXT NULL,
    "cause_reported_at" TEXT NULL,
    "authority_told_at" TEXT NULL,
    "cause" TEXT NULL,
    "closed_at" TEXT NULL,
    "who" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL
);


CREATE TABLE "journal" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "result" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    CONSTRAINT "pk_journal" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "journal_heads" (
    "shard" INTEGER NOT NULL CONSTRAINT "pk_journal_heads" PRIMARY KEY,
    "last_id" INTEGER NOT NULL,
    "last_hash" TEXT NOT NULL
);


CREATE TABLE "level_proposals" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_level_proposals" PRIMARY KEY AUTOINCREMENT,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "year" INTEGER NULL,
    "decision" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "decided_by" TEXT NULL,
    "decided_account" INTEGER NULL,
    "decided_at" TEXT NULL,
    "decided_why" TEXT NULL,
    "amendment" TEXT NULL
);


CREATE TABLE "line_comments" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    CONSTRAINT "pk_line_comments" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "line_reviews" (
    "shard" INTEGER NOT NULL,
    "submission_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "standing" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "at" TEXT NULL,
    "papers" TEXT NOT NULL,
    CONSTRAINT "pk_line_reviews" PRIMARY KEY ("shard", "submission_id", "position")
);


CREATE TABLE "mail_outbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mail_outbox" PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "written_at" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_try_at" TEXT NOT NULL,
    "holder" TEXT NULL,
    "held_until" TEXT NULL,
    "last_error" TEXT NULL,
    "sent_at" TEXT NULL
);


CREATE TABLE "measures" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_measures" PRIMARY KEY,
    "code" TEXT NOT NULL
);


CREATE TABLE "observation_revisions" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "saving_id" INTEGER NOT NULL,
    "previous" INTEGER NULL,
    "unit_id" INTEGER NOT NULL,
    "measure_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "split" TEXT NOT NULL,
    "form" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "number" TEXT NULL,
    "text" TEXT NULL,
    "as_of" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    CONSTRAINT "pk_observation_revisions" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "observation_savings" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "saved_at" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    CONSTRAINT "pk_observation_savings" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "observations" (
    "shard" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "measure_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "split" TEXT NOT NULL,
    "form" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "number" TEXT NULL,
    "text" TEXT NULL,
    "as_of" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    CONSTRAINT "pk_observations" PRIMARY KEY ("shard", "unit_id", "measure_id", "period", "split", "form")
);


CREATE TABLE "report_askings" (
    "shard" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "office_id" INTEGER NOT NULL,
    "lines" TEXT NOT NULL,
    "reminded_at" TEXT NULL,
    CONSTRAINT "pk_report_askings" PRIMARY KEY ("shard", "period", "unit_id", "office_id")
);


CREATE TABLE "report_periods" (
    "shard" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "opens_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_document" TEXT NOT NULL,
    "due_status" INTEGER NOT NULL,
    "jump" TEXT NOT NULL,
    "remind_days" INTEGER NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "locked_at" TEXT NULL,
    "locked_by" TEXT NULL,
    "locked_why" TEXT NULL,
    CONSTRAINT "pk_report_periods" PRIMARY KEY ("shard", "period")
);


CREATE TABLE "review_acts" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "submission_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_review_acts" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "set_texts" (
    "hash" TEXT NOT NULL CONSTRAINT "pk_set_texts" PRIMARY KEY,
    "path" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "origin" INTEGER NOT NULL,
    "active" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "loaded_at" TEXT NOT NULL
);


CREATE TABLE "sets" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_sets" PRIMARY KEY,
    "code" TEXT NOT NULL
);


CREATE TABLE "shards" (
    "shard" INTEGER NOT NULL CONSTRAINT "pk_shards" PRIMARY KEY,
    "commune" TEXT NOT NULL,
    "demonstration" INTEGER NOT NULL,
    "stamp" INTEGER NOT NULL
);


CREATE TABLE "standings" (
    "shard" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "set_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL,
    "revision" TEXT NOT NULL,
    "judged_at" TEXT NOT NULL,
    "changes_on" TEXT NULL,
    "verdict" INTEGER NOT NULL,
    "unverified" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "letters" TEXT NOT NULL,
    "criterion_letters" TEXT NOT NULL,
    "met" INTEGER NOT NULL,
    "not_met" INTEGER NOT NULL,
    "no_data" INTEGER NOT NULL,
    "no_threshold" INTEGER NOT NULL,
    "not_applicable" INTEGER NOT NULL,
    "met_unverified" INTEGER NOT NULL,
    CONSTRAINT "pk_standings" PRIMARY KEY ("shard", "unit_id", "set_id", "year", "edition")
);


CREATE TABLE "submissions" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "office_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "sent_at" TEXT NULL,
    "sent_by" INTEGER NOT NULL,
    "sender" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "with_data" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "pk_submissions" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "submitted_lines" (
    "shard" INTEGER NOT NULL,
    "submission_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "verdict" INTEGER NOT NULL,
    "unverified" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "demand" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "gap" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "inputs" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "papers" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "pk_submitted_lines" PRIMARY KEY ("shard", "submission_id", "position")
);


CREATE TABLE "account_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_account_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_account_claims_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "account_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "pk_account_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_account_logins_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "account_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "pk_account_passkeys" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "fk_account_passkeys_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "account_tokens" (
    "user_id" INTEGER NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_account_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_account_tokens_user_id" FOREIGN KEY ("user_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "mail_choices" (
    "account_id" INTEGER NOT NULL CONSTRAINT "pk_mail_choices" PRIMARY KEY,
    "wish" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "last_digest_on" TEXT NOT NULL,
    "pending" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "code_sent_at" TEXT NULL,
    "wrong_codes" INTEGER NOT NULL,
    CONSTRAINT "fk_mail_choices_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "notices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_notices" PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "read_at" TEXT NULL,
    "mail_id" INTEGER NULL,
    CONSTRAINT "fk_notices_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "units" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_units" PRIMARY KEY,
    "shard" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "fk_units_shard" FOREIGN KEY ("shard") REFERENCES "shards" ("shard") ON DELETE RESTRICT
);


CREATE TABLE "boards" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    CONSTRAINT "pk_boards" PRIMARY KEY ("shard", "id"),
    CONSTRAINT "fk_boards_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE TABLE "offices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_offices" PRIMARY KEY AUTOINCREMENT,
    "shard" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    CONSTRAINT "fk_offices_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE TABLE "titles" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "revoked_on" TEXT NULL,
    "revoked_why" TEXT NULL,
    "revoked_by" TEXT NULL,
    "revoked_account" INTEGER NOT NULL,
    CONSTRAINT "pk_titles" PRIMARY KEY ("shard", "id"),
    CONSTRAINT "fk_titles_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE TABLE "unit_rows" (
    "unit_id" INTEGER NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_id" INTEGER NULL,
    "attributes" TEXT NOT NULL,
    "successors" TEXT NOT NULL,
    CONSTRAINT "pk_unit_rows" PRIMARY KEY ("unit_id", "valid_from"),
    CONSTRAINT "fk_unit_rows_parent_id" FOREIGN KEY ("parent_id") REFERENCES "units" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_unit_rows_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE TABLE "assignments" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "set" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "of_criterion" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "as" INTEGER NOT NULL,
    "office_id" INTEGER NULL,
    "account_id" INTEGER NULL,
    "person" TEXT NOT NULL,
    "member_id" INTEGER NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "given_by" TEXT NOT NULL,
    "given_at" TEXT NOT NULL,
    "ended_by" TEXT NULL,
    "ended_why" TEXT NULL,
    CONSTRAINT "pk_assignments" PRIMARY KEY ("shard", "id"),
    CONSTRAINT "fk_assignments_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_assignments_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_assignments_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE TABLE "board_members" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "board_id" INTEGER NOT NULL,
    "position" TEXT NOT NULL,
    "named" TEXT NOT NULL,
    "account_id" INTEGER NULL,
    "office_id" INTEGER NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    CONSTRAINT "pk_board_members" PRIMARY KEY ("shard", "id"),
    CONSTRAINT "fk_board_members_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_board_members_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_board_members_shard_board_id" FOREIGN KEY ("shard", "board_id") REFERENCES "boards" ("shard", "id") ON DELETE RESTRICT
);


CREATE TABLE "posts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_posts" PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "office_id" INTEGER NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "decision" TEXT NOT NULL,
    "given_by" TEXT NOT NULL,
    "given_at" TEXT NOT NULL,
    "ended_by" TEXT NULL,
    CONSTRAINT "fk_posts_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_posts_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_posts_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);


CREATE INDEX "ix_access_reviews_scope_at" ON "access_reviews" ("scope", "at");


CREATE INDEX "ix_account_claims_user_id" ON "account_claims" ("user_id");


CREATE INDEX "ix_account_logins_user_id" ON "account_logins" ("user_id");


CREATE INDEX "ix_account_passkeys_user_id" ON "account_passkeys" ("user_id");


CREATE INDEX "ix_accounts_normalized_email" ON "accounts" ("normalized_email");


CREATE UNIQUE INDEX "ix_accounts_normalized_user_name" ON "accounts" ("normalized_user_name");


CREATE INDEX "ix_assignments_account_id" ON "assignments" ("account_id");


CREATE INDEX "ix_assignments_office_id" ON "assignments" ("office_id");


CREATE INDEX "ix_assignments_shard_set_line" ON "assignments" ("shard", "set", "line");


CREATE INDEX "ix_assignments_unit_id" ON "assignments" ("unit_id");


CREATE INDEX "ix_backups_act_ended_at" ON "backups" ("act", "ended_at");


CREATE INDEX "ix_board_members_account_id" ON "board_members" ("account_id");


CREATE INDEX "ix_board_members_office_id" ON "board_members" ("office_id");


CREATE INDEX "ix_board_members_shard_board_id" ON "board_members" ("shard", "board_id");


CREATE INDEX "ix_boards_shard_unit_id" ON "boards" ("shard", "unit_id");


CREATE INDEX "ix_boards_unit_id" ON "boards" ("unit_id");


CREATE INDEX "ix_comment_mentions_account_answered_at" ON "comment_mentions" ("account", "answered_at");


CREATE INDEX "ix_evidence_links_evidence_shard_evidence_id" ON "evidence_links" ("evidence_shard", "evidence_id");


CREATE INDEX "ix_evidence_links_shard_unit_id" ON "evidence_links" ("shard", "unit_id");


CREATE INDEX "ix_journal_account_at" ON "journal" ("account", "at");


CREATE INDEX "ix_journal_at" ON "journal" ("at");


CREATE INDEX "ix_journal_shard_act" ON "journal" ("shard", "act");


CREATE INDEX "ix_journal_shard_at" ON "journal" ("shard", "at");


CREATE INDEX "ix_level_proposals_set_id_line" ON "level_proposals" ("set_id", "line");


CREATE INDEX "ix_line_comments_shard_unit_id_set_id_line" ON "line_comments" ("shard", "unit_id", "set_id", "line");


CREATE INDEX "ix_mail_outbox_account_id" ON "mail_outbox" ("account_id");


CREATE UNIQUE INDEX "ix_mail_outbox_message_id" ON "mail_outbox" ("message_id");


CREATE INDEX "ix_mail_outbox_state_next_try_at" ON "mail_outbox" ("state", "next_try_at");


CREATE UNIQUE INDEX "ix_measures_code" ON "measures" ("code");


CREATE UNIQUE INDEX "ix_notices_account_id_kind_key" ON "notices" ("account_id", "kind", "key");


CREATE INDEX "ix_notices_account_id_read_at" ON "notices" ("account_id", "read_at");


CREATE INDEX "ix_observation_revisions_shard_unit_id_measure_id" ON "observation_revisions" ("shard", "unit_id", "measure_id");


CREATE INDEX "ix_offices_shard_unit_id" ON "offices" ("shard", "unit_id");


CREATE INDEX "ix_offices_unit_id" ON "offices" ("unit_id");


CREATE INDEX "ix_posts_account_id" ON "posts" ("account_id");


CREATE INDEX "ix_posts_office_id" ON "posts" ("office_id");


CREATE INDEX "ix_posts_unit_id" ON "posts" ("unit_id");


CREATE INDEX "ix_review_acts_shard_unit_id_set_id_line" ON "review_acts" ("shard", "unit_id", "set_id", "line");


CREATE UNIQUE INDEX "ix_sets_code" ON "sets" ("code");


CREATE UNIQUE INDEX "ix_shards_commune" ON "shards" ("commune");


CREATE INDEX "ix_standings_edition_set_id_year" ON "standings" ("edition", "set_id", "year");


CREATE UNIQUE INDEX "ix_submissions_shard_period_unit_id_office_id_version" ON "submissions" ("shard", "period", "unit_id", "office_id", "version");


CREATE INDEX "ix_titles_shard_unit_id" ON "titles" ("shard", "unit_id");


CREATE INDEX "ix_titles_unit_id" ON "titles" ("unit_id");


CREATE INDEX "ix_unit_rows_parent_id" ON "unit_rows" ("parent_id");


CREATE UNIQUE INDEX "ix_units_code" ON "units" ("code");


CREATE INDEX "ix_units_shard" ON "units" ("shard");
