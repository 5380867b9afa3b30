package config

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Fault is one thing wrong with a configuration.
type Fault struct {
	Path  string // of the key: github.app_id
	Value string
	Rule  string // what it must be
	Line  int    // in the file; 0 when it did not come from there
}

func (f Fault) Error() string {
	where := ""
	if f.Line > 0 {
		where = fmt.Sprintf("line %d: ", f.Line)
	}
	if f.Path == "" {
		return where + f.Rule
	}
	if f.Value == "" {
		return fmt.Sprintf("%s%s: %s", where, f.Path, f.Rule)
	}
	return fmt.Sprintf("%s%s: %q: %s", where, f.Path, f.Value, f.Rule)
}

// Faults are all that is wrong, in the order of the keys.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for n, one := range f {
		lines[n] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Prefix begins the name of every variable.
const Prefix = "GOALKEEPER_"

// Read merges the file's text with the environment, which wins, and checks the
// whole. The error is Faults.
func Read(text []byte, environ []string) (Config, error) {
	c := Default()
	var faults Faults
	var doc yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(text))
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return c, Faults{{Rule: strings.TrimPrefix(err.Error(), "yaml: ")}}
	default:
		if doc.Kind == yaml.DocumentNode {
			faults = append(faults, fill(reflect.ValueOf(&c).Elem(), doc.Content[0], "")...)
		}
	}
	faults = append(faults, fillFrom(&c, environ)...)
	faults = append(faults, unsaid(faults, c.validate(), &doc)...)
	if len(faults) > 0 {
		return c, faults
	}
	if c.GitHub.WriteInterval < 0 {
		c.GitHub.WriteInterval = 0
		if c.GitHub.WebURL == "https://github.com" {
			c.GitHub.WriteInterval = Duration(time.Second)
		}
	}
	return c, nil
}

// unsaid are the later faults whose keys have none yet, with their lines.
func unsaid(said, later Faults, doc *yaml.Node) Faults {
	return slices.DeleteFunc(later, func(f Fault) bool {
		return slices.ContainsFunc(said, func(s Fault) bool { return s.Path == f.Path })
	}).placed(doc)
}

func (f Faults) placed(doc *yaml.Node) Faults {
	for n := range f {
		f[n].Line = lineOf(doc, strings.Split(f[n].Path, "."))
	}
	return f
}

// lineOf finds the line of a key, 0 when the file does not hold it.
func lineOf(n *yaml.Node, path []string) int {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	if len(path) == 0 || n.Kind != yaml.MappingNode {
		return n.Line
	}
	key, _, _ := strings.Cut(path[0], "[")
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return lineOf(n.Content[i+1], path[1:])
		}
	}
	return 0
}

// fill sets the fields of v that a mapping names.
func fill(v reflect.Value, n *yaml.Node, path string) Faults {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return Faults{{Path: path, Value: n.Value, Rule: "must hold keys", Line: n.Line}}
	}
	var faults Faults
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := join(path, key.Value)
		field, ok := fieldOf(v, key.Value)
		switch {
		case !ok:
			faults = append(faults, Fault{Path: at, Rule: "there is no such key" + near(v, key.Value), Line: key.Line})
		case seen[key.Value]:
			faults = append(faults, Fault{Path: at, Rule: "is given twice", Line: key.Line})
		case field.Kind() == reflect.Struct:
			faults = append(faults, fill(field, value, at)...)
		default:
			if err := value.Decode(field.Addr().Interface()); err != nil {
				faults = append(faults, Fault{Path: at, Value: value.Value, Rule: "must be " + kindOf(field), Line: value.Line})
			}
		}
		seen[key.Value] = true
	}
	return faults
}

func fieldOf(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func near(v reflect.Value, key string) string {
	for i := range v.NumField() {
		have := v.Type().Field(i).Tag.Get("yaml")
		if strings.HasPrefix(have, key) || strings.HasPrefix(key, have) || strings.ReplaceAll(have, "_", "") == strings.ReplaceAll(strings.ToLower(key), "-", "") {
			return "; did you mean " + have + "?"
		}
	}
	return ""
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func kindOf(v reflect.Value) string {
	if _, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return "a duration such as 20s"
	}
	switch v.Kind() {
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list of texts"
	}
	return "a text"
}

// Key is one key of the configuration.
type Key struct {
	Path     string // github.app_id
	Variable string // GOALKEEPER_GITHUB_APP_ID
	Help     string
	value    reflect.Value
}

// Keys lists every key of c in the order of the file.
func Keys(c *Config) []Key { return keys(reflect.ValueOf(c).Elem(), "") }

func keys(v reflect.Value, path string) []Key {
	var out []Key
	for i := range v.NumField() {
		f := v.Type().Field(i)
		at := join(path, f.Tag.Get("yaml"))
		if v.Field(i).Kind() == reflect.Struct {
			out = append(out, keys(v.Field(i), at)...)
			continue
		}
		out = append(out, Key{
			Path: at, Variable: Prefix + strings.ToUpper(strings.ReplaceAll(at, ".", "_")), Help: f.Tag.Get("help"), value: v.Field(i),
		})
	}
	return out
}

// fillFrom takes what the environment sets; a variable with our prefix that
// names no key is a fault.
func fillFrom(c *Config, environ []string) Faults {
	known := map[string]Key{}
	for _, k := range Keys(c) {
		known[k.Variable] = k
	}
	var faults Faults
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, Prefix) || notOurs[name] {
			continue
		}
		k, ok := known[name]
		if !ok {
			faults = append(faults, Fault{Path: "$" + name, Rule: "there is no such key"})
			continue
		}
		if err := set(k.value, value); err != nil {
			faults = append(faults, Fault{Path: "$" + name, Value: value, Rule: "must be " + kindOf(k.value)})
		}
	}
	sort.SliceStable(faults, func(a, b int) bool { return faults[a].Path < faults[b].Path })
	return faults
}

// notOurs are variables with our prefix that other commands read.
var notOurs = map[string]bool{"GOALKEEPER_MODEL": true, "GOALKEEPER_REQUIRE": true, "GOALKEEPER_CONFIG": true}

func set(v reflect.Value, text string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		v.SetInt(n)
	case reflect.Float64:
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return err
		}
		v.SetFloat(n)
	case reflect.Slice:
		v.Set(reflect.ValueOf(strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })))
	default:
		return fmt.Errorf("cannot set %s", v.Kind())
	}
	return nil
}
