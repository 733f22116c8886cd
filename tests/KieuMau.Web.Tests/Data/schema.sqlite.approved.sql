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


CREATE TABLE "units" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_units" PRIMARY KEY,
    "shard" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "fk_units_shard" FOREIGN KEY ("shard") REFERENCES "shards" ("shard") ON DELETE RESTRICT
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


CREATE UNIQUE INDEX "ix_measures_code" ON "measures" ("code");


CREATE INDEX "ix_observation_revisions_shard_unit_id_measure_id" ON "observation_revisions" ("shard", "unit_id", "measure_id");


CREATE UNIQUE INDEX "ix_sets_code" ON "sets" ("code");


CREATE UNIQUE INDEX "ix_shards_commune" ON "shards" ("commune");


CREATE INDEX "ix_standings_edition_set_id_year" ON "standings" ("edition", "set_id", "year");


CREATE INDEX "ix_titles_shard_unit_id" ON "titles" ("shard", "unit_id");


CREATE INDEX "ix_titles_unit_id" ON "titles" ("unit_id");


CREATE INDEX "ix_unit_rows_parent_id" ON "unit_rows" ("parent_id");


CREATE UNIQUE INDEX "ix_units_code" ON "units" ("code");


CREATE INDEX "ix_units_shard" ON "units" ("shard");
