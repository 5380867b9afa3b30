package goalspec

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTableOfCodes holds the documented table against the code.
func TestTableOfCodes(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, "| GS") {
			got = append(got, line)
		}
	}
	for i, ru := range rules() {
		if code := fmt.Sprintf("GS%03d", i+1); ru.code != code {
			t.Errorf("rule %d has the code %s, want %s", i, ru.code, code)
		}
		want = append(want, fmt.Sprintf("| %s | %s | %s | %s |", ru.code, ru.severity, ru.reason, ru.suggestion))
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("README.md has\n%s\nwant\n%s", g, w)
	}
}

// TestEveryCodeHasADocument wants the corpus to show each code at least once.
func TestEveryCodeHasADocument(t *testing.T) {
	var all strings.Builder
	for _, dir := range []string{"good", "bad"} {
		files, err := filepath.Glob(filepath.Join("testdata", dir, "*.want"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	for _, ru := range rules() {
		if !strings.Contains(all.String(), ru.code+" "+string(ru.severity)) {
			t.Errorf("no document shows %s: %s", ru.code, ru.reason)
		}
	}
}
