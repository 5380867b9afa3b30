package markup

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// language is what is coloured in one family of languages. Chroma's own collection is left out: reading
// it costs every start of the program several milliseconds.
type language struct {
	names    string // file extensions and words after a fence
	comment  string // regular expressions
	str      string
	keywords string
}

const (
	slashes = `//[^\n]*|/\*(?s:.*?)(?:\*/|\z)`
	hash    = `#[^\n]*`
	quotes  = `"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`
)

func languages() []language {
	return []language{
		{"go", slashes, quotes + "|`[^`]*`", "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var nil true false"},
		{"js ts jsx tsx javascript typescript", slashes, quotes + "|`[^`]*`", "async await break case catch class const continue default delete do else export extends finally for function if import in instanceof let new null of return static super switch this throw true false try typeof undefined var while yield"},
		{"c h cc cpp java rs rust", slashes, `"(?:\\.|[^"\\\n])*"`, "auto break case class const continue default do else enum extern false fn for if impl import int let match mod mut new null private public pub return static struct super switch this trait true typedef use void while"},
		{"py python", hash, `"""(?s:.*?)(?:"""|\z)|` + quotes, "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None not or pass raise return True try while with yield"},
		{"sh bash shell console make mk", hash, quotes, "case do done elif else esac exit export fi for function if in local read return set shift then trap until while"},
		{"yaml yml toml ini", hash, quotes, "true false null"},
		{"json", `//[^\n]*`, quotes, "true false null"},
		{"sql", `--[^\n]*`, quotes, "add alter and as begin by commit create delete desc distinct drop exists from group having in index insert into is join key left limit not null on or order primary references select set table update values where"},
	}
}

// lexerFor finds the lexer for a file extension or fence word, nil for none.
func lexerFor(name string) chroma.Lexer {
	if name == "diff" || name == "patch" {
		return lexer(chroma.Rules{"root": {
			{Pattern: `\+[^\n]*\n?`, Type: chroma.GenericInserted},
			{Pattern: `-[^\n]*\n?`, Type: chroma.GenericDeleted},
			{Pattern: `@@[^\n]*\n?`, Type: chroma.GenericSubheading},
			{Pattern: `[^\n]*\n?`, Type: chroma.Text},
		}})
	}
	for _, l := range languages() {
		for known := range strings.FieldsSeq(l.names) {
			if known == name {
				return lexer(l.rules())
			}
		}
	}
	return nil
}

func lexer(rules chroma.Rules) chroma.Lexer {
	return chroma.MustNewLexer(&chroma.Config{EnsureNL: true}, func() chroma.Rules { return rules })
}

func (l language) rules() chroma.Rules {
	return chroma.Rules{"root": {
		{Pattern: l.comment, Type: chroma.Comment},
		{Pattern: l.str, Type: chroma.LiteralString},
		{Pattern: chroma.Words(`\b`, `\b`, strings.Fields(l.keywords)...), Type: chroma.Keyword},
		{Pattern: `\b[0-9][0-9a-fA-FxX_.]*\b`, Type: chroma.LiteralNumber},
		{Pattern: `[\p{L}_][\p{L}0-9_]*(?=\()`, Type: chroma.NameFunction},
		{Pattern: `[\p{L}_][\p{L}0-9_]*`, Type: chroma.Text},
		{Pattern: `\s+`, Type: chroma.Text},
		{Pattern: `.`, Type: chroma.Text},
	}}
}
