// Command openapi cuts GitHub's published OpenAPI description down to the operations that the hub has.
//
// In comes generated/api.github.com.json of the npm package @octokit/openapi (23.0.2 was used), out goes
// gzipped JSON: the operations, the components they refer to, nothing that only people read.
//
//	go run ./app/hub/testdata/openapi api.github.com.json > app/hub/testdata/github-openapi.json.gz
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest"
)

type object = map[string]any

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var whole object
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	out, err := gzip.NewWriterLevel(os.Stdout, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(cut(whole)); err != nil {
		return err
	}
	return out.Close()
}

func cut(whole object) object {
	wanted := map[string]bool{}
	for _, operation := range rest.Operations() {
		wanted[anonymous(operation)] = true
	}
	paths, needed := object{}, object{}
	for path, item := range whole["paths"].(object) {
		kept := object{}
		for method, operation := range item.(object) {
			if wanted[anonymous(strings.ToUpper(method)+" "+path)] {
				kept[method] = strip(operation)
				gather(whole, kept[method], needed)
			}
		}
		if len(kept) > 0 {
			paths[path] = kept
		}
	}
	return object{
		"openapi": whole["openapi"], "info": object{"title": "GitHub", "version": "2022-11-28"},
		"paths": paths, "components": needed,
	}
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// anonymous is an operation without the names of its parameters.
func anonymous(operation string) string { return parameter.ReplaceAllString(operation, "{}") }

// strip removes what only people read, and discriminators, whose mappings are not all resolvable.
func strip(node any) any {
	switch node := node.(type) {
	case object:
		kept := object{}
		for key, value := range node {
			_, isObject := value.(object)
			switch {
			case !isObject && (key == "description" || key == "title" || key == "summary" || key == "example"):
			case key == "account":
				kept[key] = eitherAccount(strip(value).(object))
			case key == "examples" || key == "externalDocs" || key == "discriminator" || strings.HasPrefix(key, "x-"):
			default:
				kept[key] = strip(value)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(node))
		for i, value := range node {
			kept[i] = strip(value)
		}
		return kept
	}
	return node
}

// eitherAccount mends the list of installations, which wants an account to be a user and an enterprise at
// once where single installations say either.
func eitherAccount(schema object) object {
	if all, ok := schema["allOf"]; ok {
		delete(schema, "allOf")
		schema["anyOf"] = all
	}
	return schema
}

// gather copies the components that node refers to, and those that they refer to.
func gather(whole object, node any, needed object) {
	switch node := node.(type) {
	case object:
		if ref, ok := node["$ref"].(string); ok {
			copyComponent(whole, ref, needed)
		}
		for _, value := range node {
			gather(whole, value, needed)
		}
	case []any:
		for _, value := range node {
			gather(whole, value, needed)
		}
	}
}

func copyComponent(whole object, ref string, needed object) {
	parts := strings.Split(strings.TrimPrefix(ref, "#/components/"), "/")
	kind, name := parts[0], parts[1]
	if _, ok := needed[kind]; !ok {
		needed[kind] = object{}
	}
	if _, ok := needed[kind].(object)[name]; ok {
		return
	}
	component := strip(whole["components"].(object)[kind].(object)[name])
	needed[kind].(object)[name] = component
	gather(whole, component, needed)
}
