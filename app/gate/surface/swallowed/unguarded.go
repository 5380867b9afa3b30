package swallowed

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// protections, as code or a statement switches them off: of who is at the other end, and
// of what belongs together in a database.
var protections = []struct {
	off    change.Pattern
	people *regexp.Regexp // what people call it
	shell  bool           // a command does it
}{
	{change.Pattern{In: change.Code, Any: []string{"Insecure", "insecure"}, Re: regexp.MustCompile(`\bInsecureSkipVerify\b\s*[:=]\s*true\b|\bssh\.InsecureIgnoreHostKey\(\)`), Say: peer}, ofPeers, false},
	{change.Pattern{In: change.Code, Any: []string{"verify", "CERT_NONE", "check_hostname", "unverified"}, Re: regexp.MustCompile(`\b(?:requests|httpx|aiohttp|\w*session\w*|\w*client\w*|jwt|http\w*)\b[\w.]*\(.*\bverify\s*=\s*False\b|\.verify\s*=\s*False\b|\bcheck_hostname\s*=\s*False\b|\b(?:verify_mode|cert_reqs)\s*=\s*["']?(?:ssl\.)?CERT_NONE\b|\b_create_unverified_context\b`), Say: peer}, ofPeers, false},
	{change.Pattern{In: change.Code, Any: []string{"rejectUnauthorized", "REJECT_UNAUTHORIZED", "strictSSL", "strict-ssl"}, Re: regexp.MustCompile(`\brejectUnauthorized["']?\s*[:=]\s*false\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b["'\]]*\s*[:=]\s*["']?0|\bstrictSSL["']?\s*[:=]\s*false\b|\bstrict-ssl[= ]+false\b`), Say: peer}, ofPeers, false},
	{change.Pattern{In: change.Code, Any: []string{"insecure", "-k ", "no-check-certificate", "sslVerify", "SSL_NO_VERIFY", "StrictHostKeyChecking"}, Re: regexp.MustCompile(`\bcurl\b[^|;&]*\s(?:--insecure\b|-\w*k\b)|--no-check-certificate\b|\bhttp\.sslVerify[= ]+["']?false\b|\bGIT_SSL_NO_VERIFY\s*[:=]\s*["']?(?:1|true)|\bStrictHostKeyChecking[= ]+no\b`), Say: peer}, ofPeers, true},
	{change.Pattern{In: change.Code, Re: regexp.MustCompile(`(?i)\bPRAGMA\s+foreign_keys\s*=\s*(?:OFF|0|false)\b|\bPRAGMA\s+ignore_check_constraints\s*=\s*(?:ON|1|true)\b|\bSET\s+(?:(?:SESSION|GLOBAL|LOCAL)\s+|@@\w+\.)?(?:FOREIGN_KEY_CHECKS|UNIQUE_CHECKS)\s*=\s*(?:0|OFF)\b|\bDISABLE\s+TRIGGER\b|\bsession_replication_role\s*(?:=|TO)\s*["']?replica\b|\bNOCHECK\s+CONSTRAINT\b`), Say: "what keeps the data together is switched off."}, ofData, false},
}

const peer = "nobody checks any more who is at the other end."

var (
	ofPeers = regexp.MustCompile(`\binsecure\b|\bself-signed\b|\b(?:skip\w*|disabl\w*|turn\w* off|switch\w* off|bypass\w*)\b[^.]{0,40}\b(?:verif\w+|certificates?|host ?keys?|tls|ssl)\b`)
	ofData  = regexp.MustCompile(`\b(?:skip\w*|disabl\w*|turn\w* off|switch\w* off|bypass\w*|suspend\w*|defer\w*)\b[^.]{0,40}\b(?:foreign[- ]keys?|triggers?|constraints?|checks)\b`)
	// rebuilds is where a table is made anew, for which a database wants its keys to be off.
	rebuilds = regexp.MustCompile(`(?i)(?:^|/)(?:migrations?|migrate|alembic|schema)(?:/|\.|_)`)
)

// unguarded finds protections that a change switches off, in the product or a script, and
// that people do not speak of.
func unguarded(s *change.Set, f *change.File) (out []change.Finding) {
	if f.New == "" || f.Is.Test() && f.Is.Lang.Code() || product.Prose.MatchString(f.Path) {
		return nil
	}
	for _, g := range protections {
		if g.people == ofData && rebuilds.MatchString(f.Path) || g.shell && f.Is.Lang.Code() {
			continue
		}
		for _, found := range s.Scan(f, []change.Pattern{g.off}) {
			if !s.Speaks(g.people) {
				out = append(out, found)
			}
		}
	}
	return out
}
