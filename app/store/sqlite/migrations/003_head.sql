-- The commit that a goal's pull request shows, or is about to show.

ALTER TABLE goals ADD COLUMN head TEXT NOT NULL DEFAULT '';
UPDATE goals SET head = coalesce((
    SELECT CASE kind WHEN 'pr_opened' THEN json_extract(CAST(data AS TEXT), '$.pull.commit') ELSE json_extract(CAST(data AS TEXT), '$.commit') END
    FROM events WHERE goal = goals.id AND kind IN ('publishing', 'pr_opened', 'head_moved') ORDER BY seq DESC LIMIT 1), '')
WHERE live = 1 AND pull > 0;
CREATE INDEX goals_head ON goals (host, repo_id, head, id) WHERE head <> '';
