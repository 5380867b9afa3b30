-- Times are microseconds since 1970 in UTC, 0 for none.

CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    app_id      INTEGER NOT NULL,
    guid        TEXT    NOT NULL,
    event       TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    received_at INTEGER NOT NULL,
    status      TEXT    NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'handled', 'dead')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    not_until   INTEGER NOT NULL DEFAULT 0,
    why         TEXT    NOT NULL DEFAULT '',
    UNIQUE (app_id, guid)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (id) WHERE status = 'waiting';

CREATE TABLE goals (
    id           TEXT    PRIMARY KEY,
    host         TEXT    NOT NULL,
    installation INTEGER NOT NULL,
    repo_id      INTEGER NOT NULL,
    repo         BLOB    NOT NULL, -- JSON of app.Repo
    issue_id     INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    title        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    live         INTEGER NOT NULL,
    paused       INTEGER NOT NULL,
    breakpoint   TEXT    NOT NULL,
    not_before   INTEGER NOT NULL,
    resting      INTEGER NOT NULL,
    pull         INTEGER NOT NULL,
    seq          INTEGER NOT NULL, -- of the last event
    hash         TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    lease_owner  TEXT    NOT NULL DEFAULT '',
    lease_until  INTEGER NOT NULL DEFAULT 0,
    epoch        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX goals_one_live ON goals (host, issue_id) WHERE live = 1;
CREATE INDEX goals_issue ON goals (host, issue_id, id);
CREATE INDEX goals_pull ON goals (host, repo_id, pull, id) WHERE pull > 0;

CREATE TABLE goal_input (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    goal    TEXT    NOT NULL REFERENCES goals (id),
    key     TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    data    BLOB    NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    UNIQUE (goal, key)
) STRICT;
CREATE INDEX goal_input_unread ON goal_input (goal, id) WHERE is_read = 0;

CREATE TABLE events (
    goal  TEXT    NOT NULL REFERENCES goals (id),
    seq   INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    kind  TEXT    NOT NULL,
    v     INTEGER NOT NULL,
    actor TEXT    NOT NULL,
    epoch INTEGER NOT NULL,
    prev  TEXT    NOT NULL,
    hash  TEXT    NOT NULL,
    data  BLOB    NOT NULL,
    PRIMARY KEY (goal, seq)
) STRICT;

CREATE TABLE effects (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT    NOT NULL UNIQUE,
    goal         TEXT    NOT NULL, -- empty for answers outside a goal
    installation INTEGER NOT NULL,
    repo         BLOB    NOT NULL,
    kind         TEXT    NOT NULL,
    data         BLOB    NOT NULL,
    status       TEXT    NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'unknown', 'done', 'dead')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    not_until    INTEGER NOT NULL DEFAULT 0,
    result       BLOB    NOT NULL DEFAULT x'' -- JSON of app.EffectDone
) STRICT;
CREATE INDEX effects_open ON effects (installation, id) WHERE status IN ('pending', 'sending', 'unknown');
CREATE INDEX effects_open_of_goal ON effects (goal, id) WHERE status IN ('pending', 'sending', 'unknown');

CREATE TABLE surfaces (
    goal         TEXT    NOT NULL REFERENCES goals (id),
    kind         TEXT    NOT NULL,
    installation INTEGER NOT NULL,
    repo         BLOB    NOT NULL,
    data         BLOB    NOT NULL,
    desired      TEXT    NOT NULL, -- digest of data
    applied      TEXT    NOT NULL DEFAULT '',
    remote_id    INTEGER NOT NULL DEFAULT 0,
    attempts     INTEGER NOT NULL DEFAULT 0,
    not_until    INTEGER NOT NULL DEFAULT 0,
    why          TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (goal, kind)
) STRICT;
CREATE INDEX surfaces_due ON surfaces (installation) WHERE desired <> applied;

CREATE TABLE blobs (
    digest TEXT PRIMARY KEY,
    data   BLOB NOT NULL
) STRICT;
