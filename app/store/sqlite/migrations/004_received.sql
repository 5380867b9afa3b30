-- What came since a label was set.

CREATE INDEX inbox_received ON inbox (received_at);
