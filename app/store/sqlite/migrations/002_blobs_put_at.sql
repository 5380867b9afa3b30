-- When a blob was last put; what is there already counts as new.

ALTER TABLE blobs ADD COLUMN put_at INTEGER NOT NULL DEFAULT 0;
UPDATE blobs SET put_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000000;
CREATE INDEX blobs_put_at ON blobs (put_at);
