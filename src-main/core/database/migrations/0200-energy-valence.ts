/** How lively and how bright a model hears a track to be. Frozen once released. */
export const version = 200

export const sql = `
-- Means over the windows, standard deviations over the model's training music; null: the model does not tell, or did not
-- yet when it heard the track.
ALTER TABLE analyses ADD COLUMN energy REAL;
ALTER TABLE analyses ADD COLUMN valence REAL;
`
