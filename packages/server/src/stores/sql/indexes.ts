// The indexes of jobs that all databases have alike, as they are since schema 2. The order of those that wait has one of its own in each.

export const indexes = `
create unique index jobs_by_key on jobs (owner, idempotency_key) where idempotency_key is not null;
create index jobs_by_status on jobs (status, seq);
create index jobs_by_owner on jobs (owner, seq);
create index jobs_by_process on jobs (process_id, seq);
create index jobs_by_creation on jobs (created_ms);
create index jobs_by_finish on jobs (finished_ms) where finished_ms is not null;
create index jobs_by_expiry on jobs (expires_ms) where expires_ms is not null and is_pinned = 0;
create index jobs_in_turn on jobs (owner, priority, rank) where status = 'accepted';
`;
