-- What was answered in a run that is finished stands on its order. The copy in the run is for whoever asks twice, or comes back by
-- their link, and holds personal data: some days later the clock empties it. The row stays, so that the run still makes one order and
-- no other. To look in which organizations there is anything to empty, the clock sees such runs a day old, and no others.
CREATE POLICY emptied_by_the_clock ON wizard_run FOR SELECT
  USING (current_setting('app.pruning', true) = 'on' AND state = 'finished' AND answers <> '{}' AND finished_at < now() - interval '1 day');
CREATE INDEX wizard_run_finished_answers ON wizard_run (finished_at) WHERE state = 'finished' AND answers <> '{}';
