package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestTitlesBesideOutcomes: outcomes of which each has a check of its own, in another place and
// with another tool, are apart where the title only counts them, leaves some unnamed or has a
// name of which nothing else speaks; what the title names, or the words share, is one piece.
func TestTitlesBesideOutcomes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		apart bool
	}{
		{"# Wishes to the hardware group\n\n## Outcome\n\n1. Scales report grams.\n2. The canteen menu is read out at noon.\n3. Delivery notes carry a barcode.\n\n## Evidence\n\n- `ctest -R scales` passes\n- `pytest menu/` passes\n- `go test ./notes/...` passes\n", true},
		{"# Work order 31\n\nGoal:\n- Scales report grams\n- The canteen menu is read out at noon\n- Delivery notes carry a barcode\n\nEvidence:\n- `ctest -R scales` passes\n- `pytest menu/` passes\n- `go test ./notes/...` passes\n", true},
		{"# Work order 31\n\nGoal:\n- Scales report grams\n- The display of a scale shows grams\n- Labels print grams\n\nEvidence:\n- `ctest -R scales` passes\n- `pytest display/` passes\n- `go test ./labels/...` passes\n", false},
		{"# Work on the label printer\n\nGoal:\n- Paper is cut after each job\n- The web page shows the ink level\n- Jobs wait while the cover is open\n\nEvidence:\n- `ctest -R cutter` passes\n- `npm test -- ink` passes\n- `pytest printer/queue` passes\n", false},
		{"# Kiosk\n\nGoal:\n- Shortcuts that leave the browser are off\n- The start page comes back after two minutes\n- Cleaning staff can lock the touch screen\n\nEvidence:\n- `go test ./shell` passes\n- `npm test -- idle` passes\n- `pytest lock/` passes\n", false},
		{"# Tariffs and more\n\nGoal: the tariff editor keeps drafts; the garage gate opens by phone.\n\nEvidence:\n- `go test ./tariff/...` passes\n- `python gate/test_phone.py` exits 0\n", true},
		{"# Tariffs, and a couple of other matters while you are there\n\n**Goal:** the tariff editor keeps drafts. While you are at it, please also move the forum to Discourse.\n\n**Criteria**\n- `cargo test -p app-tariff` passes\n- `tools/forum.sh` prints `ok`\n", true},
		{"# Tariffs and their history\n\nGoal: the tariff editor keeps drafts; the history of a tariff lists who changed it.\n\nEvidence:\n- `go test ./tariff/...` passes\n- `npm test -- history` passes\n", false},
		{"# Tariffs and CI\n\nGoal:\n1. the tariff editor keeps drafts\n2. CI caches the images\n3. the chat has smileys\n\nEvidence:\n- `mvn -pl tariff test` passes\n- job `image` takes below 5 minutes\n- `npm -w chat test smileys` passes\n", true},
		{"# Winter tyres\n\n**Outcome A:** the tariff editor keeps drafts.\n**Outcome B:** the garage gate opens by phone.\n\n**Checks:** `go test ./tariff/...` and `python gate/test_phone.py` exit 0.\n", true},
		{"# Drafts\n\n**Outcome A:** the tariff editor keeps drafts.\n**Outcome B:** the admin sees drafts older than a week.\n\n**Checks:** `go test ./tariff/...` and `npm test -- admin` exit 0.\n", false},
		{"# Asks for Q2\n\n- The tariff editor keeps drafts\n- The garage gate opens by phone\n- Sentry makes room for GlitchTip\n\nChecks:\n- `go test ./tariff/...` passes\n- `python gate/test_phone.py` exits 0\n- `grep -rni sentry config | wc -l` prints 0\n", true},
		{"# Tariff drafts plus gate phones\n\nGoal: tariffs are kept as a draft, and gates that know a phone are opened at once.\n\nEvidence:\n- `go test ./tariff/...` passes\n- `python gate/test_phone.py` exits 0\n", true},
		{"# Calmer colours\n\nThe tariff editor uses the calm palette. By the way, PINs should have at least six digits.\n\nDone when `go test ./tariff/...` passes and `pytest pins/` passes.\n", true},
		{"# Calmer colours\n\nThe tariff editor uses the calm palette. By the way, colours should have a contrast of at least 4.5.\n\nDone when `go test ./tariff/...` passes and `pytest contrast/` passes.\n", false},
	} {
		got := strings.Contains(codesOf(c.text, goalspec.Options{}), "GS008")
		if got != c.apart {
			t.Errorf("%q is several outcomes: %v", c.text, got)
		}
	}
}
