package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var record = regexp.MustCompile(`(?i)\.snap$|(^|/)__snapshots__/|(^|/)__image_snapshots__/|\.golden(\.\w+)?$|(^|/)goldens?/|\.ambr$|\.approved\.\w+$|(^|/)(expected|want)[^/]*/|(^|/)(tests?|__tests__|spec|testdata|fixtures)/(.*/)?(recorded|recordings?|approved)[^/]*/|(^|/)(testdata|fixtures|__fixtures__|tests?|cassettes|baselines?|snapshots?)/.*(expected|golden|want|baseline|output|result|approved|snapshot)[^/]*\.(json|txt|ya?ml|html|xml|csv|md|svg|out)$|\.(expected|want|baseline)(\.\w+)?$|(^|/)(testdata|snapshots?|baselines?)/.*\.(json|txt|ya?ml|html|xml|csv|out|svg|md|tsv|sql|css|log)$`)

// Recorded tells whether a file holds results that tests compare with.
func Recorded(p string) bool { return record.MatchString(p) }

var GivenName = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([A-Za-z_]\w*)(?:\s*,\s*\w+)?\s*:?=\s*[^=]`)
