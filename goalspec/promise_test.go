package goalspec

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
)

// TestPromises tells outcomes that only promise a quality from those that say what is to
// be seen.
func TestPromises(t *testing.T) {
	for outcome, want := range map[string]bool{
		"Users should be happier.":  true,
		"Handle errors properly.":   true,
		"Make it production ready.": true,
		"Should be production ready. Use your judgement but don't break anything.":                true,
		"Make the importer more robust. The rest is up to you.":                                   true,
		"The app should be more modern. Do whatever you think is best, and be careful.":           true,
		"The app should be more modern. Use your judgement for the colour of the `save` button.":  false,
		"Make the importer more robust. Be careful with rows that have no key: they are skipped.": false,
		"The importer skips rows without a key. Use common sense.":                                false,
		"Clean up the codebase and modernize it.":                                                 true,
		"Modernize the codebase.": true,
		"The dashboard should be noticeably snappier. People complain that it drags, especially on Mondays.":                                         true,
		"Error messages across the API are friendlier and more professional.":                                                                        true,
		"I'd like the whole first-run flow to feel more welcoming and less confusing than it does now.":                                              true,
		"Get the `ingest` crate into better shape. It is no fun to work in; the code should be cleaner and easier to work with for the next person.": true,
		"Make the importer more robust.":                    true,
		"Make `sync` faster and more reliable.":             true,
		"The code is easier to read and maintain.":          true,
		"Bring the documentation up to a good standard.":    true,
		"Please improve the quality of the error messages.": true,
		"A friendlier settings page":                        true,
		"Higher quality documentation":                      true,
		"Speed up `report generate`.":                       true,
		"Polish the onboarding flow and make it nicer.":     true,
		"We need to harden the upload service.":             true,
		"The API should be more consistent.":                true,
		"Let's simplify the billing module.":                true,
		"Make search better for everyone.":                  true,
		"The app needs to feel faster.":                     true,
		"Validate input correctly.":                         true,
		"Raise the quality of the tests.":                   true,
		"Tests should be less flaky.":                       true,
		"Make the CLI output prettier.":                     true,

		"Make the importer skip broken rows.":                       false,
		"The parser is robust against truncated files.":             false,
		"Speed up the search by caching the index.":                 false,
		"The page loads faster than 2 seconds.":                     false,
		"Simplify `parse` so that it reads the file once.":          false,
		"Improve the message for a missing key: it names the file.": false,
		"Harden the upload: it rejects files above 10 MB.":          false,
		"The sort is stable.":                                       false,
		"Cookies are secure and HTTP-only.":                         false,
		"Add a quality setting to the export dialog.":               false,
		"Replace the fast path with a table.":                       false,
		"Render dates properly when the zone is UTC.":               false,
		"Clean up temporary files after each run.":                  false,
		"Clean up expired sessions every night.":                    false,
		"Make the sidebar collapsible.":                             false,
		"The report is easier to read. Columns are sorted by name.": false,
		"Improve the coverage of `billing/` to 80%.":                false,
		"Improve accessibility: every input has a label.":           false,
		"Make retries configurable.":                                false,
		"The error message is friendlier: it names the column.":     false,
		"Optimize images before upload.":                            false,
		"The good old export is gone.":                              false,
		"`make lint` is clean.":                                     false,
		"Escape quotes correctly in the CSV export.":                false,
		"Show prices properly rounded.":                             false,
		"Speed up the import: 10,000 rows in 2 s.":                  false,
		"Enhance the log with request ids.":                         false,
	} {
		if got := praise.Of(outcome) == praise.Quality; got != want {
			t.Errorf("%q promises only: %v", outcome, got)
		}
	}
}

// TestPromisesElsewhere: a promise is one in other languages too, unless a number or a
// name stands with it.
func TestPromisesElsewhere(t *testing.T) {
	for words, want := range map[string]bool{
		"Der Import soll insgesamt robuster werden.":                    true,
		"Die Oberfläche muss schöner und moderner werden.":              true,
		"Wir wollen die Fehlermeldungen verbessern.":                    true,
		"Queremos subir su calidad hasta un buen nivel.":                true,
		"Mejorar la documentación del SDK":                              true,
		"Que la búsqueda sea mucho más rápida":                          true,
		"Améliorer la page des réglages":                                true,
		"Il faut que la recherche soit plus rapide.":                    true,
		"Der Export schreibt ein einfacher Anführungszeichen.":          false,
		"Der Import soll schneller werden: 10.000 Zeilen in 2 Sekunden": false,
		"La lista muestra el mejor precio.":                             false,
		"La page affiche le prix le plus bas.":                          false,
	} {
		if got := praise.Of(words) == praise.Quality; got != want {
			t.Errorf("%q is vague: %v", words, got)
		}
	}
}
