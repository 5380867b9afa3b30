package tool

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// Exporter reads the work tree after a call that may have changed it and fills
// in the tree and what changed against the base. What it returns is recorded
// in the same commit.
type Exporter func(ctx context.Context, fin *app.ToolFinished) ([]app.Payload, error)

// Set is the fixed list of tools of one goal.
type Set struct {
	tools  map[string]Tool
	offer  []llm.Tool
	export Exporter
}

// NewSet sorts the tools by name, so that every request offers the same bytes.
func NewSet(export Exporter, tools ...Tool) (*Set, error) {
	s := &Set{tools: map[string]Tool{}, export: export}
	for _, t := range tools {
		spec := t.Spec()
		if _, twice := s.tools[spec.Name]; twice {
			return nil, fmt.Errorf("tool %s is there twice", spec.Name)
		}
		if !json.Valid(spec.Parameters) {
			return nil, fmt.Errorf("tool %s: its parameters are not JSON", spec.Name)
		}
		s.tools[spec.Name] = t
		s.offer = append(s.offer, llm.Tool{Name: spec.Name, Description: strings.TrimSpace(spec.Description), Parameters: spec.Parameters})
	}
	slices.SortFunc(s.offer, func(a, b llm.Tool) int { return strings.Compare(a.Name, b.Name) })
	return s, nil
}

// Offer is what each request offers.
func (s *Set) Offer() []llm.Tool { return s.offer }

// Call answers one call; a tool that does not exist is an answer too.
func (s *Set) Call(ctx context.Context, name string, c Call) (Answer, error) {
	t, ok := s.tools[name]
	if !ok {
		return Failed(fmt.Sprintf("There is no tool %q. There are: %s.", name, strings.Join(s.names(), ", "))), nil
	}
	return t.Call(ctx, c)
}

// Export reads the work tree.
func (s *Set) Export(ctx context.Context, fin *app.ToolFinished) ([]app.Payload, error) {
	return s.export(ctx, fin)
}

func (s *Set) names() []string {
	names := make([]string, len(s.offer))
	for n, t := range s.offer {
		names[n] = t.Name
	}
	return names
}

// arguments decodes what the model sent, strictly; the answer names the fault.
func arguments[T any](c Call) (T, *Answer) {
	var args T
	d := json.NewDecoder(strings.NewReader(c.Args))
	d.DisallowUnknownFields()
	if err := d.Decode(&args); err != nil {
		if errors.Is(err, io.EOF) && strings.TrimSpace(c.Args) == "" {
			return args, nil
		}
		a := Failed(fmt.Sprintf("The arguments cannot be used: %s. Send one JSON object as the schema says; nothing was done.", strings.TrimPrefix(err.Error(), "json: ")))
		return args, &a
	}
	if d.More() {
		a := Failed("The arguments hold more than one JSON object; nothing was done.")
		return args, &a
	}
	return args, nil
}
