package ruling

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Parts of the grammar, over the classes of words.
const (
	Paths   = "pqQer"
	gap     = `[:izhy]*`
	objects = gap + `([pqQer](?:,*[pqQerg]|,[yi]+b?[zh]i*[pqQer])*)`
	certain = `([per][,perg]*)`
	slashed = `([perQ][,perQg]*)`
	begin   = `(?:^|[.,:])[imdyo]*`
	subject = `(?:^|[.,:])[izhy]*`
	noun    = `i*[wj]{1,3}`
	mayNot  = `(?:` + begin + `|[ma])n[bi]*`
)

// way is a way to bound the paths. Where the group ends the match, what follows
// is the reason, or more paths.
type way struct {
	field  field.Field
	needs  string // classes without which it cannot match
	needed classSet
	form   string
	named  bool           // a noun stands before the path that is its name
	alone  bool           // what the path does changes nothing else: not "X must not change the rows"
	part   bool           // the path is of a file of which a part is named
	says   *regexp.Regexp // what the words must say besides
	*regexp.Regexp
}

// grammar are the ways in a statement.
var grammar = ways(
	way{field: field.Deny, needs: "nt", form: mayNot + `t` + objects},                                                // do not change X
	way{field: field.Deny, needs: "nt", form: mayNot + `tb:?` + objects},                                             // what you should not change is X
	way{field: field.Deny, needs: "nat", form: begin + `na[bi]*t:?` + objects},                                       // not allowed to change: X
	way{field: field.Deny, needs: "nz", form: begin + `n[wtj,]*[zh]+i*` + certain + `(?:[.,]|$)`, says: nothingIn},   // nothing in X
	way{field: field.Deny, needs: "nz", form: begin + `nw?t?[zh]+i*` + certain + `w(?:[.,]|$)`, says: nothingEither}, // nothing in X either
	way{field: field.Deny, needs: "tn", form: begin + `tn[iyj]*[zh]*i*((?:[per][,n]*)+)(?:[.]|$)`},                   // change nothing in X, modify neither X nor Y
	way{field: field.Deny, needs: "nt", form: `^n([per](?:[n,]+[per])+)t(?:[.]|$)`},                                  // neither X nor Y changes
	way{field: field.Deny, needs: "Az", form: `A[^.]*[,:]z` + certain},                                               // keep away from Y, and from X
	way{field: field.Deny, needs: "Wt", form: `Wi*t` + objects},                                                      // without touching X
	way{field: field.Deny, needs: "nv", form: begin + `n[bi]*v` + objects},                                           // do not work on X
	way{field: field.Deny, needs: "k", form: `(?:` + begin + `|m)k` + objects + `(?:[ib]*[fF]|b(?:[.,]|$))`},         // keep X unchanged
	way{field: field.Deny, needs: "k", form: `(?:` + begin + `|m)k[fF]` + objects},                                   // leave alone: X
	way{field: field.Deny, needs: "k", form: begin + `k[iwj]*[fF]:?` + certain},                                      // leave the worker alone: X
	way{field: field.Deny, needs: "k", form: begin + `k` + objects + `wi*[tvw]`, says: outOf},                        // keep X out of the diff
	way{field: field.Deny, needs: "nt", form: begin + `n[bi]*ti[iwj]*:` + objects + `(?:\.|$)`},                      // do not touch the worker: X
	way{field: field.Deny, needs: "", form: subject + slashed + `(?:[mabsk]+i*)+[fFO]`},                              // X is frozen
	way{field: field.Deny, needs: "nt", form: `([perQ]),i[mabsd]*[nN][abi]*t`, says: whichIs},                        // it comes from X, which is not changed
	way{field: field.Deny, needs: "", form: `([perQ]),i[mabsk]+i*[fF]`, says: whichIs},                               // it comes from X, which stays as it is
	way{field: field.Deny, needs: "F", form: `^[izhy]*` + slashed + `[wi]{1,4},?F[wi]{0,2}\.*$`},                     // X looks alike but belongs to another team
	way{field: field.Deny, needs: "", form: `^[izhy]*` + slashed + `[fF]\.*$`},                                       // X unchanged, X frozen
	way{field: field.Deny, needs: "vn", form: `v[ma]n[bi]*w[izhyj]*` + certain + `(?:[.,]|$)`, says: includes},       // the diff must not include X
	way{field: field.Deny, needs: "bnt", form: `^i*bni*t` + objects},                                                 // you are not to change X
	way{field: field.Deny, needs: "t", form: subject + slashed + `[mabsd]*[nN][abi]*t`, alone: true},                 // X must not be changed
	way{field: field.Deny, needs: "nt", form: `^[izhy]*` + slashed + `[mabs]+[wizjh]*,[imb]*n[bi]*t(?:[.,]|$)`},      // X is generated and must not be changed
	// things in X belong to others and must not be changed
	way{field: field.Deny, needs: "nt", form: `^i*w?[zh]*i*` + slashed + `[wmabs][wizjhabs]*,[imb]*n[bi]*t(?:[.,]|$)`, says: theirs},
	way{field: field.Deny, needs: "mnt", form: subject + slashed + `i*m[wk]n[bi]*t(?:[zh]i*[vty])?(?:[.,:]|$)`, says: seesNone},             // X should see no changes
	way{field: field.Deny, needs: "n", form: subject + slashed + `i*[ma]+[bi]*n[biwzh]*[vtw](?:[.,]|$)`, says: inDiff},                      // X must not show up in the diff
	way{field: field.Deny, needs: "f", form: subject + slashed + `:f(?:[.,]|$)`, says: leftSo},                                              // X: unchanged
	way{field: field.Deny, needs: "nt", form: begin + `ni*[zh]+i*([pqQer][,pqQerg]*)[mab]*i*[tv]`},                                          // nothing in X may change
	way{field: field.Deny, needs: "nt", form: begin + `ni*([per](?:[n,]+[per])+)[mab]+[bi]*t`},                                              // neither X nor Y may be changed
	way{field: field.Deny, needs: "nt", form: subject + slashed + `:[imdyo]*n[bi]*t(?:[.,]|$)`},                                             // X: do not touch
	way{field: field.Deny, needs: "", form: subject + slashed + `(?::[imdyo]*(?:ki*[fF]|F)|:?O)(?:[.,]|$)`},                                 // X: keep as it is, X: hands off
	way{field: field.Deny, needs: "t", form: `(?:^|[.,:])[iy]*t` + objects + `[mab]+i*(?:na|[fFO])`},                                        // changes to X are forbidden
	way{field: field.Deny, needs: "na", form: begin + `na` + objects + `b?t`},                                                               // at no time may X be changed
	way{field: field.Deny, needs: "A", form: begin + `A` + objects},                                                                         // stay out of X
	way{field: field.Deny, needs: "", form: begin + `(?:k?i*F:?|f:)` + objects},                                                             // off limits: X
	way{field: field.Deny, needs: "", form: begin + `[fF][bs]` + objects + `(?:[.,]|$)`},                                                    // frozen are X and Y
	way{field: field.Deny, needs: "O", form: begin + `O:i*t?` + gap + `([perQ][,pergQ]*)`},                                                  // out of scope: X
	way{field: field.Deny, needs: "k", form: begin + `k` + noun + certain + `[ib]*[fF]`, named: true},                                       // keep the schema X unchanged
	way{field: field.Deny, needs: "nt", form: begin + `n[bi]*t` + noun + certain + `(?:[.,]|$)`, named: true},                               // do not change the schema X
	way{field: field.Deny, needs: "", form: `(?:^|[.,:])` + noun + certain + `(?:[mabsk]+i*)+[fF]`, named: true},                            // the schema X must stay as it is
	way{field: field.Deny, needs: "nt", form: `(?:^|[.,:])` + noun + certain + `[ma]+n[bi]*(?:b[bi]*t|t(?:[.,:]|$))`, named: true},          // the schema X must not be changed
	way{field: field.Deny, needs: "xa", form: `(?:^|[.:])[iy]*[xu]` + objects + `[mb]*a+b?[tiv]*(?:[.,]|$)`},                                // everything but X may change
	way{field: field.Deny, needs: "yxa", form: `(?:^|[.:])i*y[mab]*a[mab]*i*[tv]*i*x` + objects},                                            // everything may change but X
	way{field: field.Deny, needs: "atx", form: `(?:^|[.:])i*m?a[tv]y?x` + objects},                                                          // you may change everything except X
	way{field: field.Deny, needs: "a", form: `^[izhy]*` + slashed + `[ma]+b?w,*[xn]+[bi]*[tw](?:[.,]|$)`, says: readOnly},                   // X may be read but not written
	way{field: field.Deny, needs: "ft", form: `^i*b?i*b[fi]*fi*t` + objects},                                                                // it is forbidden to change X
	way{field: field.Allow, needs: "o", form: `^` + certain + `o\.*$`},                                                                      // X only
	way{field: field.Allow, needs: "o", form: `^[iv]*:?o` + certain + `(?:[:,.]o)?\.*$`},                                                    // only X
	way{field: field.Allow, needs: "a", form: `^i*ai*b?t?:` + objects + `\.*$`},                                                             // allowed paths: X
	way{field: field.Allow, needs: "at", form: `^i+ai*tb:?` + objects + `\.*$`},                                                             // the files allowed to change are X
	way{field: field.Allow, needs: "ot", form: `oi+[ma]+i*tb:?` + objects},                                                                  // the only files that may change are X
	way{field: field.Allow, needs: "o", form: begin + `[tv]?[mab]*oi*[tv]` + objects},                                                       // only change X
	way{field: field.Allow, needs: "o", form: begin + `[tv][mab]*[tv]?[i,]*o` + objects},                                                    // change only X
	way{field: field.Allow, needs: "o", form: begin + `[tv]` + objects + `[i,]*o(?:[.,]|$)`},                                                // change X only
	way{field: field.Allow, needs: "n", form: mayNot + `[tv][iy]*[xu]` + objects},                                                           // do not change anything outside X
	way{field: field.Allow, needs: "Wt", form: `Wi*t[iy]*[xu]` + objects},                                                                   // without touching anything but X
	way{field: field.Allow, needs: "n", form: `ni*[xu]` + objects + `[mabs]*[tv]`},                                                          // nothing outside X may change
	way{field: field.Allow, needs: "l", form: `[tv](?:[mabs]*|[mab]+i*b)l` + objects},                                                       // changes are limited to X
	way{field: field.Allow, needs: "l", form: `li*[tv]` + objects},                                                                          // restrict the work to X
	way{field: field.Allow, needs: "o", form: `o` + gap + `([per][,pqerg]*)(?:[ma]+b?i*|bi+b|b)[tv]`},                                       // only X may be changed
	way{field: field.Allow, needs: "ato", form: `a[bi]*t[:izhy]*` + certain + `o(?:[.,]|$)`},                                                // you may edit X only
	way{field: field.Allow, needs: "ato", form: `a[bi]*to` + gap + certain + `(?:[.]|$)`},                                                   // you may edit only X
	way{field: field.Allow, needs: "ot", form: `(?:^|[.,:])o` + gap + certain + `t(?:[.,]|$)`},                                              // only X changes
	way{field: field.Deny, needs: "nt", form: `^[izhy]*` + certain + `b[wij]*[.,:]+[imdyo]*n[bi]*tT?(?:[.,]|$)`},                            // X is generated; do not edit it
	way{field: field.Allow, needs: "o", form: `o` + gap + slashed + `[ma]+b?i*[tv](?:[.,]|$)`},                                              // only X may change
	way{field: field.Allow, needs: "ob", form: `(?:^|[.,:])i*oi*[ma]*b?[tv]i*b` + objects},                                                  // the only place to change is X
	way{field: field.Allow, needs: "ob", form: subject + certain + `[mb]+i*o[ima]*b?[tv][ba]*(?:[.,]|$)`},                                   // X is the only place to change
	way{field: field.Allow, needs: "h", form: begin + `[tv]?[ks]i*[tv]?[ib]*h` + objects},                                                   // keep the change inside X
	way{field: field.Allow, needs: "ht", form: begin + `t[ma]+(?:[ks]|b)h` + objects},                                                       // changes must stay within X
	way{field: field.Allow, needs: "", form: `[xu]` + objects + `(?:[mabsk]+i*|i*)[fF]`},                                                    // everything but X is frozen
	way{field: field.Allow, needs: "oz", form: `^[imdy]*(?:[mab]*oi*[tv]|[tv]i*o)[wijqyb]*[wjq]i*z` + gap + `([pq])(?:[.,]|$)`, part: true}, // only change the parser in X
	way{field: field.Allow, needs: "oz", form: `^[imdy]*o[wijqy]*[wjq]i*z` + gap + `([pq])[ma]+b?i*[tv](?:[.,]|$)`, part: true},             // only the parser in X may change
	way{field: field.Allow, needs: "ob", form: `(?:^|[.,:])o` + gap + certain + `bw(?:[.,]|$)`, says: inScope},                              // only X is in scope
	way{field: field.Allow, needs: "oi", form: `^i+` + certain + `o\.*$`, says: unitNamed},                                                  // the module X only
	way{field: field.Allow, needs: "oi", form: `^[iv]*:?oi+` + certain + `\.*$`, says: unitNamed},                                           // only the module X
	way{field: field.Allow, needs: "tm", form: `^(?:yi*|i)[tv]m[bs]i*[zh]` + objects, says: directoryOnly},                                  // everything to change should be under X
	// all changes go to X/
	way{field: field.Allow, needs: "yt", form: `^yi*t[mab]*[wt]?[iwzh]*` + certain + `\.*$`, says: goInto},
	way{field: field.Allow, needs: "to", form: `^[iy]*t[mab]*o[iab]*[zh]+` + objects},             // edits are only allowed in X
	way{field: field.Allow, needs: "nt", form: `(?:^|[.,:])[iy]*[xu]` + objects + `[ma]+n[bi]*t`}, // what is outside X must not be changed
)

var (
	// theirs are words for what comes from elsewhere, all that a path holds.
	theirs    = regexp.MustCompile(`(?i)\b(?:belongs? to|(?:owned|maintained|generated|written) by|generated|vendored|signed off|approved|audited|certified|licen[cs]ed|under contract|(?:comes?|copied|imported|synced) from)\b`)
	unitNamed = regexp.MustCompile("(?i)\\b(?:" + unitsOfCode + ") [`\\w./]")
	inScope   = regexp.MustCompile(`(?i)\b(?:is|are) in scope\b`)
	readOnly  = regexp.MustCompile(`(?i)\b(?:read|used|called|viewed|imported|copied|run)\b\W+(?:but |and )?(?:not|never|no) (?:be )?(?:written|changed|edited|modified|touched|altered|updated)\b`)
	nothingIn = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|also|so) )*nothing\b`)
	// nothingEither leaves a place as what was named before, seesNone and inDiff keep a path
	// out of what changes.
	nothingEither = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|also|so) )*nothing\b.*\b(?:either|too|here|please)\W*$`)
	seesNone      = regexp.MustCompile(`(?i)\b(?:see|get|have|show|receive|take|undergo) no\b`)
	includes      = regexp.MustCompile(`(?i)\b(?:include|contain|touch|list|show|have)\b`)
	whichIs       = regexp.MustCompile(`(?i),\s+(?:which|that)\b`)
	inDiff        = regexp.MustCompile(`(?i)\b(?:in|part of) (?:the|this|your|any) (?:diff|changes?|prs?|pull requests?|commits?|patch|change ?set)\W*$`)
	outOf         = regexp.MustCompile(`(?i)\bout of (?:the|this|your|any) (?:diff|changes?|prs?|pull requests?|commits?|patch|change ?set)$`)
	// directoryOnly is said of a directory.
	directoryOnly = regexp.MustCompile(`(?i)\bbe (?:under|inside|within|below)\b`)
	// goInto is said of a directory in which a change is made, and not of a file in
	// which it is noted.
	goInto = regexp.MustCompile("(?i)\\b(?:go|belong|happen|stay|land|are made|are to be made|must be made) (?:only )?(?:in|into|to|under|inside|within) (?:[a-z]+ )*`?[^\\s`]*/(?:\\*{1,2})?`?\\.*$|\\b(?:go|belong|happen|stay|land|are made|are to be made|must be made) (?:only )?(?:under|inside|within) (?:[a-z]+ )*`?[^\\s`]+/[^\\s`./]+`?\\.*$|\\b(?:go|belong|happen|stay|land) (?:only )?(?:in|into|to) (?:[a-z]+ )*`[^`]*\\.(?:[ch]|cc|cpp|hpp|go|py|rs|rb|java|kt|tsx?|jsx?|vue|php|swift|scala|sql|sh|css|scss|tf|proto)`(?:(?:,| and|, and) `[^`]*`)*\\.*$")
)

// labels are the ways to say above a list what becomes of the paths in it, which
// the last p stands for. A label is nothing else.
var labels = ways(
	way{field: field.Deny, form: `^[imbsk]*[fF][:izh]*p$`},       // what must stay unchanged
	way{field: field.Deny, form: `^i*ft[:izh]*p$`},               // prohibited modifications
	way{field: field.Deny, form: `^i*b?n(?:a|[bi]*t)[:izh]*p$`},  // not allowed, you are not to change
	way{field: field.Deny, form: `^i*n[ab]+i*t[:izh]*p$`},        // not allowed to change
	way{field: field.Allow, form: `^[iv]*ai*b?t?[:izh]*p$`},      // what may change
	way{field: field.Allow, form: `^[iv]*oi+[ma]+i*b?t[izh]*p$`}, // only these paths may change
	way{field: field.Focus, form: `^i*(?:d|bi+)t[:izh]*p$`},      // do change, you are to change
)

func ways(list ...way) []way {
	for i := range list {
		list[i].Regexp, list[i].needed = regexp.MustCompile(list[i].form), ClassesIn(list[i].needs)
	}
	return list
}

// classSet are the classes that stand in a clause.
type classSet [2]uint64

// ClassesIn is the set of some classes.
func ClassesIn(classes string) (s classSet) {
	for i := range len(classes) {
		s[classes[i]>>6&1] |= 1 << (classes[i] & 63)
	}
	return s
}

// Has reports all classes of another set, hasAny one of them.
func (s classSet) Has(o classSet) bool { return o[0]&^s[0]|o[1]&^s[1] == 0 }

func (s classSet) hasAny(o classSet) bool { return o[0]&s[0]|o[1]&s[1] != 0 }

// keptClasses are those of which a way needs one that needs no others.
var keptClasses = ClassesIn("fFO")

// may reports whether a clause has what a way needs.
func (w way) may(classes classSet) bool {
	return classes.Has(w.needed) && (w.needs != "" || classes.hasAny(keptClasses))
}

// partOf are words behind which a path is no name of what they follow.
var partOf = regexp.MustCompile(`(?i)^(?:with|by|via|about|against|into|onto|like|than|through|per|near|between|how|what|that|because|since|see)$`)

// unclear are the ways to speak of a path and of bounds that may bound it.
var unclear = ways(
	way{needs: "tj", form: `(?:` + mayNot + `|W)t[iy]*[wj]{0,3}j[zh]+i*[perQ]`},                                                                 // do not touch tests in X
	way{needs: "ti", form: `(?:` + mayNot + `|W)t[iy]*[wj]{1,3}i[zh]+i*[perQ]`},                                                                 // do not touch production code in X
	way{needs: "j", form: `(?:^|[.,:])i*[wj]{0,3}j[zh]+i*[perQ](?:[mabs]+i*f|[mab]+n[bi]*t)`},                                                   // tests in X stay unchanged
	way{needs: "nt,", form: mayNot + `t[^.]*,i*[per][,perg]*(?:[.]|$)`},                                                                         // do not change the API or X
	way{needs: "x", form: `x` + gap + `[per][^.]*[tvkfFl]|(?:y|[tvkfFl][^.]*)i*x` + gap + `[per]`},                                              // change the tests except X
	way{needs: "u", form: `u` + gap + `[per][^.]*[tvkfFl]|(?:y|[tvkfFl][^.]*)i*u` + gap + `[per]`},                                              // change anything outside of X
	way{needs: "F", form: `F[^.]*[per]|[per][^.]*F`},                                                                                            // X is one of those off limits
	way{needs: "l", form: `[tv][^.,]*l[^.,]*[per]|l[^.,]*[tv][^.,]*[per]`},                                                                      // limit what you change as X says
	way{needs: "k", form: `^[imd]*k` + noun + `[zh]+i*[perQ][ib]*[fF]`},                                                                         // keep the client in X as it is
	way{needs: "bn", form: `^i*b[^.,]*n[abi]*[tv]` + gap + `[per]`},                                                                             // it is not allowed to change X
	way{needs: "nw", form: `^[imd]*n[bi]*[tv]?w[izhyj]*[per]`},                                                                                  // do not write to X
	way{needs: "k", form: `^[imd]*ki*[tv]i*[per](?:[.]|$)`},                                                                                     // keep the change to X
	way{needs: "o,", form: `^[tv][zw]*[per],w*o|^[tv]` + gap + `[per],o[per]`},                                                                  //
	way{needs: "x:", form: `^x:` + gap + `[per]`},                                                                                               // exclude: X
	way{needs: "no", form: `n[^.,]*o[^.,]*[per]`},                                                                                               // do not change only X
	way{needs: "o", form: `[per][^.]*o[^.]*[ma]b?[tv]`},                                                                                         // of X only the docs may change
	way{needs: "o", form: begin + `[tvab]*(?:oi*[tv]|[tv]o)(?:[^.]*[per]|[^.]*[zh]+i*Q)`},                                                       // change only the docs in X
	way{needs: "o", form: `o` + gap + `[per][^.]*[ma](?:[^.]*[tvfb]|b?i*(?:[.]|$))`},                                                            // only X and what it needs may change
	way{needs: "o", form: `o` + gap + `[pqQer](?:,[pqQergwj]+)*[ma]+b?i*[tv](?:[.,]|$)`},                                                        // only X and the docs may change
	way{needs: "*", form: `\*,+[inxabs]*[per][gwnxf]?(?:[.,]|$)|\*[:.],*(?:[inxabs]*[nx][iab]*[per]|i*[per]w?\.?$)|(?:^|[^zh])[per][,:iqw]*\*`}, // X is frozen, and so is Y
	way{needs: "f", form: `[per].*[.,:]i[mbi]*[bs]+i*f(?:[.]|$)`},                                                                               // X is synced; both are to be left as they are
	way{needs: "n", form: `n[ma]+b?` + gap + `[per]`},                                                                                           // nor must X
	way{needs: "k", form: `^[imdyo]*k` + gap + `[per][^.:]*[fF]`},                                                                               // keep X small and Y unchanged
	way{needs: "nt", form: `[ma][tv]` + gap + `[per],[n]`},                                                                                      // you may change X, not Y
	way{needs: "T", form: `[per].*T`},                                                                                                           // X is shared: do not change it
	way{needs: "nt", form: `(?:^|[.,:])[izhy]*[perQ](?:,[perQwjqg]+)+[mab]+n[bi]*t`},                                                            // X and cmd must not change
	way{needs: "an", form: `[per][ma]*an(?:[.]|$)`},                                                                                             // X may be changed, Y may not
	way{needs: "f", form: `^[iywj]*[zh]i*[perQ][mabs]+i*f(?:[.]|$)`},                                                                            // the state in X stays as it is
	way{needs: "k", form: `^[imd]*k[^.:]*:[,i]*[per]:[fF]`},                                                                                     // keep X - and Y - unchanged
	way{needs: "vn", form: `v[ma]n[bi]*w[izhy]*[per]`},                                                                                          // the diff must not include X
	way{needs: "o", form: `o[iy]*[wj]{1,3}i?[zh]+i*[perQ][mab]+i*[tv]`},                                                                         // only the tests in X may change
	way{needs: "to", form: `[per][^.]*,[^.]*to(?:[.]|$)`},                                                                                       // you need X, and please change nothing else
	way{needs: "og", form: `o[iwj]*g[mab]+i*[tv]`},                                                                                              // only these two files (X) may be changed
	way{needs: "to", form: `t[ma]+ow?[zh]+i*[per]`},                                                                                             // changes must only happen in X
	way{needs: "tf", form: `^t[^.]*w[per]sf(?:[.]|$)`},                                                                                          // change what you like as long as X stays as it is
	way{needs: "ob", form: `[per][mb]+i*o[ima]*b?[tv]`},                                                                                         // X is the only place that may change with Y
	way{needs: "z", form: `[xu][iwj]{1,4}[zh]+i*[per][mabsk]*i*[fFa]|[tvkfFl][iy]*[xu][iwj]{1,4}[zh]+i*[per]`},                                  // everything but the rules in X stays as it is
)

// isUnclear reports what may bound the paths and is not read, in the classes that
// are left.
func isUnclear(rest []byte) bool {
	classes := string(rest)
	in := ClassesIn(classes)
	return slices.ContainsFunc(unclear, func(w way) bool { return w.may(in) && w.MatchString(classes) })
}

// tellsWhich is what the word for a frozen path only says which things are meant,
// as in "fields that are read-only in" and "the read-only fields in".
var tellsWhich = regexp.MustCompile(`[wj]ib+F|(?:^|[.,:iz])F[wj]+z`)
