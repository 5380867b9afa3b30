package praise

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

// Provable are opinions that a test, or a number, can show to be true.
var Provable = regexp.MustCompile(`(?i)\b(?:robust\w*|reliab\w+|dependab\w+|resilien\w+|stab\w+|secur\w+|harden\w*|saf\w+|scal\w+|fast\w*|quick\w*|snapp\w+|slow\w*|speed\w*|perform\w*|respons\w+|laten\w+|effici\w+|optimi[sz]e[sd]?|memory|lean\w*|light\w*|small\w*|size|flak\w+|accura\w+|precis\w+|correct\w*|complet\w+|accessib\w+|availab\w+|consisten\w+|coverage|well[- ]tested|complexity|duplicat\w+|warnings?)\b`)

// OfTaste are such that nothing which runs can show.
var OfTaste = regexp.MustCompile(`(?i)\b(?:clean\w*|clarity|clearer|nice\w*|neat\w*|tid(?:y|ier)|readab\w+|legib\w+|maintain\w+|understand\w+|comprehens\w+|modern\w*|elegan\w+|beaut\w+|pretty|prettier|polish\w*|professional|quality|friendl\w+|helpful|pleasant|smooth\w*|intuitive|delight\w+|attractive|appealing|stylish|experience|ergonomic|awkward|good|great|awesome|happi?e?\w*|look and feel|looks?|feels?|simpl\w+|eas(?:y|ier)|better (?:shape|standards?|structured)|standards?|up[- ]to[- ](?:date|par|scratch)|debt|extensib\w+|flexib\w+|modular\w*)\b`)
