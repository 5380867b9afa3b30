package specialcases

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// byDigest finds functions that take a digest of what they are given, know
// digests, and answer with what the tests expect.
func byDigest(s *change.Set, f *change.File) []change.Finding {
	if len(hashes(f)) == 0 {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		at := slices.IndexFunc(f.Is.Bare[fn.Body:min(fn.End, len(f.Is.Bare))], digests.MatchString)
		if at < 0 || !f.IsAdded(fn.Body+at) {
			continue
		}
		knows, answers := false, false
		for _, n := range f.Added() {
			all := language.Literals(f.Is.Code[n])
			isDigest := func(l string) bool { return len(l) > 6 && digest.MatchString(l) }
			knows = knows || slices.ContainsFunc(all, isDigest)
			for _, v := range product.Values(f.Is.Code[n]) {
				answers = answers || !product.Trivial(v) && len(v) > 1 && !digest.MatchString(`"`+v+`"`) && slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool { return e.Values[v] })
			}
		}
		if knows && answers {
			out = append(out, f.At(fn.Body+at, fn.Name+" knows inputs by their digests, and answers with what the tests expect."))
		}
	}
	return out
}

var (
	digests = regexp.MustCompile(`\b(hashlib\.\w+|(md5|sha1|sha256|sha512|crc32|adler32|fnv)\.\w+|createHash|zlib\.(crc32|adler32)|binascii\.crc32|crypto\.subtle\.digest)\(`)
	digest  = regexp.MustCompile(`^["'\x60](?:[0-9a-f]*[a-f][0-9a-f]*\d[0-9a-f]*|[0-9a-f]*\d[0-9a-f]*[a-f][0-9a-f]*)["'\x60]$|^0x[0-9a-fA-F]{6,}$`)
)
