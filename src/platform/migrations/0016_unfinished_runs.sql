-- What was begun and never finished holds personal data of somebody who ordered nothing: the clock forgets it. To look in which
-- organizations there is any, it sees runs that nobody touched for a day and that made nothing, and no others; how many days they
-- are kept is each organization's own setting, and never less than one.
CREATE POLICY forgotten_by_the_clock ON wizard_run FOR SELECT USING (current_setting('app.pruning', true) = 'on' AND state <> 'finished' AND updated_at < now() - interval '1 day');
CREATE INDEX wizard_run_unfinished ON wizard_run (updated_at) WHERE state <> 'finished';
-- Whether a file is still of use to a run is asked by either end.
CREATE INDEX file_by_wizard_run ON file (organization_id, wizard_run_id) WHERE wizard_run_id IS NOT NULL;
