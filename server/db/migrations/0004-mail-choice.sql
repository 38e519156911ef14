-- Whoever does not want the mails that nobody wrote by hand about a ticket: receipts and changes of status. Answers still
-- come.

alter table participant add column muted_at timestamptz;
