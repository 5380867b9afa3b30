package check

import (
	"os/exec"
	"testing"
)

// TestHeldCommandsRun holds what is written for a command against what it does.
func TestHeldCommandsRun(t *testing.T) {
	for words, holds := range map[string]bool{
		"`printf a | grep b` prints nothing":                   true,
		"`printf b | grep b` prints nothing":                   false,
		"`printf b | grep -E '['` prints nothing":              false,
		"`grep b nowhere.txt` finds nothing":                   false,
		"`true --quiet | sort` prints nothing":                 true,
		"`printf a | sort` prints nothing":                     false,
		"`sort nowhere.txt` prints nothing":                    false,
		"`no-such-tool check` prints nothing":                  false,
		"`sh -c 'exit 2'` exits with code 2":                   true,
		"`sh -c 'exit 1'` exits with code 2":                   false,
		"`true --quiet` exits with code 2":                     false,
		"`printf a \\| sh -c 'exit 3'` has exit status 3":      false,
		"`printf a | sh -c 'exit 3'` has exit status 3":        true,
		"`sh -c 'echo 0 missing'` prints `0 missing`":          true,
		"`sh -c 'echo 10 missing'` prints `0 missing`":         false,
		"`sh -c 'echo a; echo ok'` prints `ok`":                true,
		"`sh -c 'echo a; echo ok'` prints only `ok`":           false,
		"`sh -c 'echo ok; exit 3'` prints `ok`":                false,
		"`printf a | sort` and `printf b \\> c` print nothing": false,
	} {
		command, fault := CommandOf(words)
		if command == "" || fault != "" {
			t.Errorf("%q has no command: %q", words, fault)
			continue
		}
		if err := exec.Command("sh", "-c", command).Run(); (err == nil) != holds {
			t.Errorf("%q runs %q: %v", words, command, err)
		}
	}
}
