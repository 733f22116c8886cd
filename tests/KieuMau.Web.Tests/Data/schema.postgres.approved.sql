CREATE TABLE editions (
    id integer NOT NULL,
    hash text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    built_at timestamp with time zone,
    built_through integer NOT NULL,
    CONSTRAINT pk_editions PRIMARY KEY (id)
);


CREATE TABLE import_mappings (
    fingerprint text NOT NULL,
    name text NOT NULL,
    mapping text NOT NULL,
    who text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_import_mappings PRIMARY KEY (fingerprint)
);


CREATE TABLE measures (
    id integer NOT NULL,
    code text NOT NULL,
    CONSTRAINT pk_measures PRIMARY KEY (id)
);


CREATE TABLE observation_revisions (
    shard integer NOT NULL,
    id bigint NOT NULL,
    saving_id bigint NOT NULL,
    previous bigint,
    unit_id integer NOT NULL,
    measure_id integer NOT NULL,
    period integer NOT NULL,
    split text NOT NULL,
    form smallint NOT NULL,
    kind smallint NOT NULL,
    number numeric,
    text text,
    as_of date NOT NULL,
    note text NOT NULL,
    CONSTRAINT pk_observation_revisions PRIMARY KEY (shard, id)
);


CREATE TABLE observation_savings (
    shard integer NOT NULL,
    id bigint NOT NULL,
    who text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    why text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT pk_observation_savings PRIMARY KEY (shard, id)
);


CREATE TABLE observations (
    shard integer NOT NULL,
    unit_id integer NOT NULL,
    measure_id integer NOT NULL,
    period integer NOT NULL,
    split text NOT NULL,
    form smallint NOT NULL,
    revision bigint NOT NULL,
    kind smallint NOT NULL,
    number numeric,
    text text,
    as_of date NOT NULL,
    note text NOT NULL,
    CONSTRAINT pk_observations PRIMARY KEY (shard, unit_id, measure_id, period, split, form)
);


CREATE TABLE set_texts (
    hash text NOT NULL,
    path text NOT NULL,
    text text NOT NULL,
    origin smallint NOT NULL,
    active boolean NOT NULL,
    who text NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_set_texts PRIMARY KEY (hash)
);


CREATE TABLE sets (
    id integer NOT NULL,
    code text NOT NULL,
    CONSTRAINT pk_sets PRIMARY KEY (id)
);


CREATE TABLE shards (
    shard integer NOT NULL,
    commune text NOT NULL,
    demonstration boolean NOT NULL,
    stamp bigint NOT NULL,
    CONSTRAINT pk_shards PRIMARY KEY (shard)
);


CREATE TABLE standings (
    shard integer NOT NULL,
    unit_id integer NOT NULL,
    set_id integer NOT NULL,
    year integer NOT NULL,
    edition integer NOT NULL,
    revision text NOT NULL,
    judged_at date NOT NULL,
    changes_on date,
    verdict smallint NOT NULL,
    unverified boolean NOT NULL,
    outcome text NOT NULL,
    letters text NOT NULL,
    criterion_letters text NOT NULL,
    met integer NOT NULL,
    not_met integer NOT NULL,
    no_data integer NOT NULL,
    no_threshold integer NOT NULL,
    not_applicable integer NOT NULL,
    met_unverified integer NOT NULL,
    CONSTRAINT pk_standings PRIMARY KEY (shard, unit_id, set_id, year, edition)
);


CREATE TABLE units (
    id integer NOT NULL,
    shard integer NOT NULL,
    code text NOT NULL,
    CONSTRAINT pk_units PRIMARY KEY (id),
    CONSTRAINT fk_units_shard FOREIGN KEY (shard) REFERENCES shards (shard) ON DELETE RESTRICT
);


CREATE TABLE titles (
    shard integer NOT NULL,
    id integer NOT NULL,
    unit_id integer NOT NULL,
    name text NOT NULL,
    decision text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    who text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    revoked_on date,
    revoked_why text,
    revoked_by text,
    CONSTRAINT pk_titles PRIMARY KEY (shard, id),
    CONSTRAINT fk_titles_unit_id FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT
);


CREATE TABLE unit_rows (
    unit_id integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    name text NOT NULL,
    search text NOT NULL,
    level text NOT NULL,
    parent_id integer,
    attributes text NOT NULL,
    successors text NOT NULL,
    CONSTRAINT pk_unit_rows PRIMARY KEY (unit_id, valid_from),
    CONSTRAINT fk_unit_rows_parent_id FOREIGN KEY (parent_id) REFERENCES units (id) ON DELETE RESTRICT,
    CONSTRAINT fk_unit_rows_unit_id FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT
);


CREATE UNIQUE INDEX ix_measures_code ON measures (code);


CREATE INDEX ix_observation_revisions_shard_unit_id_measure_id ON observation_revisions (shard, unit_id, measure_id);


CREATE UNIQUE INDEX ix_sets_code ON sets (code);


CREATE UNIQUE INDEX ix_shards_commune ON shards (commune);


CREATE INDEX ix_standings_edition_set_id_year ON standings (edition, set_id, year);


CREATE INDEX ix_titles_shard_unit_id ON titles (shard, unit_id);


CREATE INDEX ix_titles_unit_id ON titles (unit_id);


CREATE INDEX ix_unit_rows_parent_id ON unit_rows (parent_id);


CREATE UNIQUE INDEX ix_units_code ON units (code);


CREATE INDEX ix_units_shard ON units (shard);
