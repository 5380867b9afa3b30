package saying

const (
	// Roles are what people are called who use, own, make or look after what is made.
	Roles = `(?:person|customer|user|visitor|client|developer|engineer|programmer|maintainer|contributor|colleague|team ?mate|reader|newcomer|new hire|junior|beginner|reviewer|stakeholder|admin|operator|hacker|attacker|intruder|competitor|auditor|manager|guest|player|student|patient|passenger|donor|applicant|tenant|member|driver|rider|nurse|doctor|teacher|trainer|trainee|volunteer|pupil|parent|author|owner|citizen|resident|patron|subscriber|shopper|buyer|seller|viewer|listener|musician|editor|secretary|treasurer|expert|stranger|human being)`
	// crowds are words for many of them, of whom there is no list.
	crowds = `(?:people|folks|humans|children|(?:the )?(?:teams?|community|management|support|sales|public|staff|crew|boss|world)|generations|` + Roles + `s)`
	// Pronouned are people without a name: each, any or none.
	Pronouned = `(?:(?:every|any|no|some)[- ]?(?:one|body)|whoever)`
	// Anybody are people, one or many.
	Anybody = `(?:` + Pronouned + `|` + crowds + `|` + Roles + `)`
	// Anyone are all of them, or each, or none, with what says which are meant.
	Anyone = `(?:(?:(?:all|every|each|any|no|our|the|new|future|most|many|other|more|fewer|potential) )*` + crowds + `\b|(?:every|each|any|no|not an?|new|future)(?: single)? (?:\w+ )?(?:` + Roles + `|\w{3,}(?:eur|[a-z]ist|ian|woman|man|smith))\b|` + Pronouned + `\b(?:(?: \w+){1,6}?)??)(?: (?:who|in|on|of|from|that|with|uses?|reads?|sees?|works?)\b [^,;.]{1,40}?)?`
)
