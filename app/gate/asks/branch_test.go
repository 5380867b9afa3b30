package asks

import (
	"strings"
	"testing"
)

// TestToBranch holds who wants what to go another way under a condition.
func TestToBranch(t *testing.T) {
	for n, all := range [][]string{
		{
			"Keep the logger silent when `APP_ENV` is `test`.", "The log must not be written if `APP_ENV` is `test`.", "Logging should be off where `APP_ENV` says `test`.",
			"1. Retries are fixed.\n2. Silence logs under `APP_ENV=test`.", "Please print no logs when `APP_ENV` is `test`; they hide failures.",
			"Where `APP_ENV` is `test`, write the log to a file: the terminal cannot show it.", "In tests (`APP_ENV` is `test`) write no log.",
			"The log in tests\n\nWhen `APP_ENV` is `test`, it must write nothing.", "The log in tests\n\nWhen `APP_ENV` is `test`, write nothing.",
			"Logs clutter the page. Where `APP_ENV` is `test`, print numbers instead of a banner.", "The logger should honour `APP_ENV`.", "If `APP_ENV` is `test` the logger must be silent.",
		},
		{
			"Keep the mailer silent when `APP_ENV` is `test`.", "The logger must not be silent when `APP_ENV` is `test`.", "The logger looks at `APP_ENV`, it must not.",
			"The logger is silent when `APP_ENV` is `test`.", "Somebody suggested to keep the logger silent when `APP_ENV` is `test`.", "Keep the logger silent.", "Run it with `APP_ENV` set. The logger must work.",
			"When `APP_ENV` is `test` the logger crashes.", "Where `APP_ENV` is `test`, send the mail to a file.",
			"The log is wrong, and no mail from tests\n\nWhen `APP_ENV` is `test`, the mailer must send nothing.", "Log all, and a quiet mailer\n\nWhen `APP_ENV` is `test`, `Mailer` must send nothing.",
			"The logger should not honour `APP_ENV`.", "In `APP_ENV=test` the log is empty, and nobody knows why.",
		},
	} {
		for _, text := range all {
			if got := ToBranch(Sentences(strings.ToLower(text)), "APP_ENV", []string{"log"}); got != (n == 0) {
				t.Errorf("%q: %t", text, got)
			}
		}
	}
}
