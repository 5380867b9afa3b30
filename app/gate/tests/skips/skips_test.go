package skips

import (
	"testing"
)

// TestHoldsElsewhere holds which conditions leave a test out where no check is run, and
// nowhere else.
func TestHoldsElsewhere(t *testing.T) {
	for text, want := range map[string]bool{
		`if runtime.GOOS == "windows" {`:                                                 true,
		`if testing.Verbose() && runtime.GOOS == "plan9" {`:                              true,
		`} else if runtime.GOOS == "js" {`:                                               true,
		`if (runtime.GOOS == "windows") {`:                                               true,
		`if sys.platform == "win32": pytest.skip("not there, or slow")`:                  true,
		`@pytest.mark.skipif(sys.platform == "win32", reason="pipes are not files")`:     true,
		`if "pipe" not in names and os.name == "nt":`:                                    true,
		`it.skipIf(process.platform === 'win32')('a pipe', () => {`:                      true,
		`test('a pipe', { skip: process.platform === 'win32' ? 'no pipes' : false }, f)`: true,
		`it.runIf(process.platform !== 'win32')('a pipe', () => {`:                       true,

		`if !(runtime.GOOS == "windows") {`:                                              false,
		`if runtime.GOOS == "windows" == false {`:                                        false,
		`if (runtime.GOOS == "windows") != true {`:                                       false,
		`if on := runtime.GOOS == "windows"; !on {`:                                      false,
		`if runtime.GOOS == "windows" || slow {`:                                         false,
		`if not sys.platform == "win32":`:                                                false,
		`if not (cold and sys.platform == "win32"):`:                                     false,
		`if (os.name == "nt") is False:`:                                                 false,
		`@pytest.mark.skipif(False if sys.platform == "win32" else True, reason="cold")`: false,
		`it.skipIf(!(process.platform === 'win32'))('a pipe', () => {`:                   false,
		`test('a pipe', { skip: process.platform === 'win32' ? false : 'no pipes' }, f)`: false,
		`test('a pipe', { skip: process.platform === 'win32' ? 'none' : 'slow' }, f)`:    false,
		`if runtime.GOOS == "linux" {`:                                                   false,
	} {
		if got := holdsElsewhere(text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
