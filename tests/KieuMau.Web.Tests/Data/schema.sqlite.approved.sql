CREATE TABLE "accounts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_accounts" PRIMARY KEY AUTOINCREMENT,
    "full_name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "last_signed_in_at" TEXT NOT NULL,
    "password_set_at" TEXT NULL,
    "must_change_password" INTEGER NOT NULL,
    "disabled_at" TEXT NULL,
    "disabled_why" TEXT NULL,
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


CREATE TABLE "comments" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mentioned" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    CONSTRAINT "pk_comments" PRIMARY KEY ("shard", "id")
);


CREATE TABLE "editions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_editions" PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "begun_at" TEXT NOT NULL,
    "built_at" TEXT NULL,
    "built_through" INTEGER NOT NULL
);


CREATE TABLE "import_mappings" (
    "fingerprint" TEXT NOT NULL CONSTRAINT "pk_import_mappings" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "saved_at" TEXT NOT NULL
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


CREATE TABLE "report_lines" (
    "shard" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "verdict" INTEGER NOT NULL,
    "level_unverified" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "set_revision" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "reviewed_by_account" INTEGER NOT NULL,
    "reviewed_by" TEXT NOT NULL,
    "reviewed_at" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_report_lines" PRIMARY KEY ("shard", "period", "unit_id", "version", "set_id", "line")
);


CREATE TABLE "report_periods" (
    "shard" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "opens_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_source" TEXT NOT NULL,
    "jump_percent" INTEGER NOT NULL,
    "remind_days" INTEGER NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    CONSTRAINT "pk_report_periods" PRIMARY KEY ("shard", "unit_id", "period")
);


CREATE TABLE "review_moves" (
    "shard" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "set_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "account" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_review_moves" PRIMARY KEY ("shard", "id")
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


CREATE TABLE "unit_reports" (
    "shard" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "first_sent_at" TEXT NULL,
    "sent_at" TEXT NULL,
    "sent_by_account" INTEGER NOT NULL,
    "sent_by" TEXT NOT NULL,
    "verified_at" TEXT NULL,
    "locked_at" TEXT NULL,
    "why" TEXT NOT NULL,
    CONSTRAINT "pk_unit_reports" PRIMARY KEY ("shard", "period", "unit_id", "version")
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


CREATE TABLE "notices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_notices" PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "read_at" TEXT NULL,
    CONSTRAINT "fk_notices_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);


CREATE TABLE "units" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_units" PRIMARY KEY,
    "shard" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "fk_units_shard" FOREIGN KEY ("shard") REFERENCES "shards" ("shard") ON DELETE RESTRICT
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
    "recorded_at" TEXT NOT NULL,
    "revoked_on" TEXT NULL,
    "revoked_why" TEXT NULL,
    "revoked_by" TEXT NULL,
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


CREATE INDEX "ix_account_claims_user_id" ON "account_claims" ("user_id");


CREATE INDEX "ix_account_logins_user_id" ON "account_logins" ("user_id");


CREATE INDEX "ix_account_passkeys_user_id" ON "account_passkeys" ("user_id");


CREATE INDEX "ix_accounts_normalized_email" ON "accounts" ("normalized_email");


CREATE UNIQUE INDEX "ix_accounts_normalized_user_name" ON "accounts" ("normalized_user_name");


CREATE INDEX "ix_comments_shard_unit_id_set_id_line" ON "comments" ("shard", "unit_id", "set_id", "line");


CREATE INDEX "ix_journal_shard_account" ON "journal" ("shard", "account");


CREATE INDEX "ix_journal_shard_at" ON "journal" ("shard", "at");


CREATE UNIQUE INDEX "ix_measures_code" ON "measures" ("code");


CREATE UNIQUE INDEX "ix_notices_account_id_kind_key" ON "notices" ("account_id", "kind", "key");


CREATE INDEX "ix_notices_account_id_read_at" ON "notices" ("account_id", "read_at");


CREATE INDEX "ix_observation_revisions_shard_unit_id_measure_id" ON "observation_revisions" ("shard", "unit_id", "measure_id");


CREATE INDEX "ix_offices_shard_unit_id" ON "offices" ("shard", "unit_id");


CREATE INDEX "ix_offices_unit_id" ON "offices" ("unit_id");


CREATE INDEX "ix_posts_account_id" ON "posts" ("account_id");


CREATE INDEX "ix_posts_office_id" ON "posts" ("office_id");


CREATE INDEX "ix_posts_unit_id" ON "posts" ("unit_id");


CREATE INDEX "ix_review_moves_shard_unit_id_period" ON "review_moves" ("shard", "unit_id", "period");


CREATE UNIQUE INDEX "ix_sets_code" ON "sets" ("code");


CREATE UNIQUE INDEX "ix_shards_commune" ON "shards" ("commune");


CREATE INDEX "ix_standings_edition_set_id_year" ON "standings" ("edition", "set_id", "year");


CREATE INDEX "ix_titles_shard_unit_id" ON "titles" ("shard", "unit_id");


CREATE INDEX "ix_titles_unit_id" ON "titles" ("unit_id");


CREATE INDEX "ix_unit_rows_parent_id" ON "unit_rows" ("parent_id");


CREATE UNIQUE INDEX "ix_units_code" ON "units" ("code");


CREATE INDEX "ix_units_shard" ON "units" ("shard");
