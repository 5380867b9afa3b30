package policy

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"go.yaml.in/yaml/v3"
)

// filler puts a YAML tree into a Policy: what the text says replaces what is
// there. It remembers every fault, and the line of each value: unsound for one
// that could not be used.
type filler struct {
	lines  map[string]int
	faults Faults
}

const unsound = -1

func valueOf(p *Policy) reflect.Value { return reflect.ValueOf(p).Elem() }

func (f *filler) fault(path string, n *yaml.Node, rule string) {
	f.faults = append(f.faults, Fault{Path: path, Line: max(n.Line, 1), Value: clip(n.Value), Rule: rule})
	f.lines[path] = unsound
}

// clip keeps a value short enough to be shown.
func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

func (f *filler) fill(v reflect.Value, n *yaml.Node, path string) {
	f.lines[path] = max(n.Line, 1)
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		f.fault(path, n, "must be written out: anchors and aliases are not read")
	case n.ShortTag() == "!!null":
		f.fault(path, n, "has no value: give one, or remove the key")
	case n.Kind == yaml.ScalarNode && v.Type() == reflect.TypeFor[Actions]():
		f.scalar(v, n, path)
	case v.Kind() == reflect.Struct:
		f.object(v, n, path)
	case v.Kind() == reflect.Map:
		f.entries(v, n, path)
	case v.Kind() == reflect.Slice:
		f.list(v, n, path)
	default:
		f.scalar(v, n, path)
	}
}

// pairs walks a mapping; a key that is given twice is a fault.
func (f *filler) pairs(n *yaml.Node, path string, each func(key, value *yaml.Node, at string)) {
	if n.Kind != yaml.MappingNode {
		f.fault(path, n, "must hold keys")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		at := join(path, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode || key.Anchor != "":
			f.fault(path, key, "a key must be a plain word")
		case seen[key.Value]:
			f.faults = append(f.faults, Fault{Path: at, Line: key.Line, Rule: "is given twice"})
		default:
			seen[key.Value] = true
			each(key, n.Content[i+1], at)
		}
	}
}

func (f *filler) object(v reflect.Value, n *yaml.Node, path string) {
	f.pairs(n, path, func(key, value *yaml.Node, at string) {
		if field, ok := fields(v)[key.Value]; ok {
			f.fill(field, value, at)
			return
		}
		f.faults = append(f.faults, Fault{Path: at, Line: key.Line, Rule: "there is no such key" + meant(v, key.Value)})
	})
}

// fields are the keys of a struct, those of embedded ones among them.
func fields(v reflect.Value) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.Anonymous {
			out[name] = v.Field(i)
			continue
		}
		for name, field := range fields(v.Field(i)) {
			out[name] = field
		}
	}
	return out
}

func (f *filler) entries(v reflect.Value, n *yaml.Node, path string) {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	f.pairs(n, path, func(key, value *yaml.Node, at string) {
		entry := reflect.New(v.Type().Elem()).Elem()
		name := reflect.ValueOf(key.Value)
		if have := v.MapIndex(name); have.IsValid() {
			entry.Set(have)
		}
		if entry.Kind() == reflect.String && value.Kind == yaml.ScalarNode && value.ShortTag() != "!!null" {
			value.Tag = "!!str" // CI: true and PORT: 80 are texts here
		}
		f.fill(entry, value, at)
		v.SetMapIndex(name, entry)
	})
}

func (f *filler) list(v reflect.Value, n *yaml.Node, path string) {
	if n.Kind != yaml.SequenceNode {
		f.fault(path, n, "must be a list")
		return
	}
	all := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		f.fill(all.Index(i), item, fmt.Sprintf("%s[%d]", path, i))
	}
	v.Set(all)
}

func (f *filler) scalar(v reflect.Value, n *yaml.Node, path string) {
	if n.Kind != yaml.ScalarNode {
		f.fault(path, n, "must be "+kindOf(v))
		return
	}
	if v.Kind() == reflect.String && choices(v.Interface()) == nil && !isText(n) {
		f.fault(path, n, "must be a text; put it in quotes")
		return
	}
	tag, ok := n.ShortTag(), false
	switch u, text := v.Addr().Interface().(encoding.TextUnmarshaler); {
	case text:
		ok = u.UnmarshalText([]byte(n.Value)) == nil
	case v.Kind() == reflect.String:
		allowed := choices(v.Interface())
		if ok = allowed == nil || isText(n) && slices.Contains(allowed, n.Value); ok {
			v.SetString(n.Value)
		}
	case v.Kind() == reflect.Bool:
		var b bool
		if ok = tag == "!!bool" && n.Decode(&b) == nil; ok {
			v.SetBool(b)
		}
	default:
		ok = number(v, n)
	}
	if !ok {
		f.fault(path, n, "must be "+kindOf(v))
	}
}

// isText tells whether a scalar is a text; what YAML 1.1 took for a date is.
func isText(n *yaml.Node) bool {
	return n.ShortTag() == "!!str" || n.ShortTag() == "!!timestamp"
}

// maxAmount keeps every number exact.
const maxAmount = 1e12

var shortForm = regexp.MustCompile(`^([1-9][0-9]{0,5})([kKmM])$`)

// number sets a limit: above zero, since zero would say "not stated". Tokens may
// be written as 500k or 1M.
func number(v reflect.Value, n *yaml.Node) bool {
	var x float64
	if m := shortForm.FindStringSubmatch(n.Value); m != nil && v.Kind() == reflect.Int64 && isText(n) {
		unit := map[string]int64{"k": 1e3, "m": 1e6}[strings.ToLower(m[2])]
		of, err := strconv.ParseInt(m[1], 10, 64)
		v.SetInt(of * unit)
		return err == nil
	}
	if tag := n.ShortTag(); tag != "!!int" && tag != "!!float" || n.Decode(&x) != nil || !(x > 0) || x > maxAmount {
		return false
	}
	if v.Kind() == reflect.Float64 {
		v.SetFloat(x)
		return true
	}
	v.SetInt(int64(x))
	return x == math.Trunc(x)
}

// choices are the words a value is one of; nil: any text.
func choices(v any) []string {
	switch v.(type) {
	case Plan:
		return words(PlanAlways, PlanLarge, PlanNever)
	case Push:
		return words(PushNothing, PushApproval)
	case Note:
		return words(NoteAsked, NotePublic)
	case CI:
		return words(CIIgnore, CIFix)
	case Opening:
		return words(OpenVerified, OpenFirstCheckpoint)
	case Pace:
		return words(PaceContinue, PaceAsk)
	case Level:
		return words(LevelLow, LevelMedium, LevelHigh)
	case app.Permission:
		return words(app.PermissionWrite, app.PermissionAdmin)
	case app.Action:
		return words(app.ActionAllow, app.ActionFlag, app.ActionAsk, app.ActionStop)
	case app.PhaseKind:
		return words(app.PhaseImplementation, app.PhaseIntegration, app.PhaseVerification)
	case goalspec.WorkType:
		return words(goalspec.WorkTypes()...)
	}
	return nil
}

func words[T ~string](all ...T) []string {
	out := make([]string, len(all))
	for n, w := range all {
		out[n] = string(w)
	}
	return out
}

func kindOf(v reflect.Value) string {
	switch v.Interface().(type) {
	case Actions:
		return kindOf(reflect.New(reflect.TypeFor[app.Action]()).Elem()) + ", or one of them for each phase"
	case Duration:
		return strings.TrimPrefix(durationRule, "must be ")
	}
	if all := choices(v.Interface()); all != nil {
		return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
	}
	switch v.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number from 1 to 10^12; leave it out for no limit of its own"
	case reflect.Int64:
		return "a whole number from 1 to 10^12, also as 500k or 1M; leave it out for no limit of its own"
	case reflect.Float64:
		return "a number above 0 and at most 10^12; leave it out for no limit of its own"
	}
	return "a text"
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_.<-]+$`)

// join writes the path of a key; a strange one is quoted.
func join(path, key string) string {
	if key = clip(key); !plainKey.MatchString(key) {
		key = strconv.Quote(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}
