package labels

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

var (
	// PlainTitle is a title over labels or their values, or over what only explains.
	PlainTitle  = regexp.MustCompile(`^(?:|#|no|id|field|key|item|topic|aspect|section|part|property|name|value|values|details?|description|content|answer|what)$`)
	RemarkTitle = regexp.MustCompile(`^(?:purpose|why|what for|reason|notes?|comments?|remarks?|explanation|meaning|covers|description|details?|owner|who|where)$`)
	RunTitle    = regexp.MustCompile(`^(?:commands?|run|what to run|steps?|scripts?|jobs?)$`)
	ExpectTitle = regexp.MustCompile(`^(?:expect(?:s|ed|ation)?(?: (?:results?|outputs?|outcomes?|values?|exit(?: code)?))?|(?:must|should)(?: (?:give|print|be|show|return|say|report|hold|yield))?|pass(?:es)? (?:if|when)|ok (?:if|when)|required|requirement|threshold|acceptance|criteri(?:on|a))$`)
	namesTitle  = regexp.MustCompile(`^(?:nr|paths?|files?|globs?|patterns?|director(?:y|ies)|folders?|packages?|modules?|checks?|tests?|proof|how|kind|type|status|priority|tools?|hosts?|services?|rules?)$`)
)

// NamesColumn reports a title that only names what stands below it.
func NamesColumn(title string) bool {
	_, known := Known[title]
	return known || PlainTitle.MatchString(title) || RemarkTitle.MatchString(title) || RunTitle.MatchString(title) || ExpectTitle.MatchString(title) || namesTitle.MatchString(title)
}
