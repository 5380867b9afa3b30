package specialcases

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// The lengths between which a text is worth hiding, and that of a sum that
// cannot be met by chance.
const (
	leastDisguised = 4
	mostDisguised  = 128
	leastSum       = 8
)

// disguised finds values of the tests that came into the product in another
// form: encoded, backwards, or as their sum.
func disguised(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	var tests []hidden
	for _, n := range f.Added() {
		if s.Went(f.Is.Lines[n]) || !strings.ContainsAny(f.Is.Code[n], "0123456789\"'`") {
			continue
		}
		for _, l := range language.Literals(f.Is.Code[n]) {
			v := strings.Trim(l, "\"'`")
			if len(v) < leastDisguised || len(v) > mostDisguised || strings.Contains(v, " ") {
				continue
			}
			if tests == nil {
				for _, t := range s.TestsOf(f) {
					tests = append(tests, hiddenIn(t))
				}
			}
			sum, texts := sumKey(v), decoded(v, l)
			if !s.Said(v) && slices.ContainsFunc(tests, func(t hidden) bool { return t.holds(v, sum, texts) }) {
				out = append(out, f.At(n, "it holds a value of the tests in another form."))
				break
			}
		}
	}
	return out
}

// hidden are the values of a test that are worth hiding, and the sums of those.
type hidden struct {
	plain  map[string]bool
	summed func() map[string]bool
}

func hiddenIn(t *language.Source) hidden {
	return language.Fact(&t.Facts, "hidden", func() hidden {
		plain := maps.Clone(valuesIn(t))
		maps.DeleteFunc(plain, func(v string, _ bool) bool { return len(v) < leastDisguised })
		return hidden{plain, sync.OnceValue(func() map[string]bool {
			out := map[string]bool{}
			for v := range plain {
				sums(v, out)
			}
			return out
		})}
	})
}

// holds tells whether a value of the product is one of those in another form.
func (h hidden) holds(v, sum string, texts []string) bool {
	return sum != "" && h.summed()[sum] || !h.plain[v] && slices.ContainsFunc(texts, func(text string) bool { return h.plain[text] })
}

// decoded is what a text may stand for.
func decoded(v, literal string) []string {
	var out []string
	if literal == v {
		return nil // a number
	}
	for _, by := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if b, err := by.DecodeString(v); err == nil {
			out = append(out, string(b))
		}
	}
	if b, err := hex.DecodeString(v); err == nil {
		out = append(out, string(b))
	}
	back, turned := []rune(v), []rune(v)
	slices.Reverse(back)
	for n, c := range turned {
		switch {
		case c >= 'a' && c <= 'z':
			turned[n] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			turned[n] = 'A' + (c-'A'+13)%26
		}
	}
	if string(back) != v {
		out = append(out, string(back))
	}
	return append(out, string(turned))
}

// sumKey is a sum however it is written; of one in hexadecimal digits its
// beginning.
func sumKey(v string) string {
	v = strings.ReplaceAll(strings.ToLower(v), "_", "")
	if len(v) < leastSum {
		return ""
	}
	if n, err := strconv.ParseUint(v, 0, 64); err == nil {
		return strconv.FormatUint(n, 10)
	}
	if _, err := strconv.ParseUint(v[:min(len(v), 15)], 16, 64); err == nil {
		return v[:min(len(v), leastSum)]
	}
	return ""
}

// sums puts the sums of a value where code may have them.
func sums(v string, into map[string]bool) {
	b := []byte(v)
	h := fnv.New32a()
	_, _ = h.Write(b)
	for _, n := range []uint32{crc32.ChecksumIEEE(b), adler32.Checksum(b), h.Sum32()} {
		into[strconv.FormatUint(uint64(n), 10)] = true
		into[hex.EncodeToString(binary.BigEndian.AppendUint32(nil, n))] = true
	}
	md, one, two := md5.Sum(b), sha1.Sum(b), sha256.Sum256(b)
	for _, sum := range [][]byte{md[:], one[:], two[:]} {
		into[hex.EncodeToString(sum[:leastSum/2])] = true
	}
}
