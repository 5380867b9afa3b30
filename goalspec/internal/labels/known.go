package labels

import (
	"maps"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Known are the labels people write by hand, lower case, without
// decoration. Of those that say what may change only the common ones are here, to
// know what imitates them; the grammar reads all.
var Known = everywhere(byName(map[field.Field][]string{
	field.Goal:        {"goal", "goals", "outcome", "objective", "desired outcome", "expected outcome", "goal statement", "task", "mission", "describe the solution you'd like", "proposed solution"},
	field.Expected:    {"expected", "expected behavior", "expected behaviour", "expected result", "expected results", "expectation", "desired behavior", "desired behaviour", "what should happen", "what should happen instead", "what i expect", "what i expected", "what i expected to happen", "what did you expect", "what did you expect to happen", "what you expected", "what you expected to happen", "what is the expected behavior", "what is the expected behaviour", "what is expected", "proposal", "solution", "change", "proposed change", "proposed changes", "suggested change", "suggested solution", "what", "what should be true", "what must be true", "desired state", "target state", "end state", "desired end state", "final state", "wanted", "wanted state", "wanted behavior", "wanted behaviour", "wanted result", "intended behavior", "intended behaviour", "what should be achieved", "what should be done", "what should change", "what needs to be done", "what needs to happen", "what needs doing", "what has to be done", "what has to happen", "what has to change", "what is to be done", "what needs to change", "what we want", "what i want", "what we need", "what is needed", "what is wanted", "what we would like", "what we'd like", "what do you want", "what do you want to achieve", "what do we want", "what do we want to achieve", "what would you like", "what would you like to see", "what is the goal", "what's the goal", "describe the feature", "describe the feature request", "describe your feature request", "describe the change", "describe the task", "describe the goal", "describe the desired outcome", "describe the enhancement"},
	field.Evidence:    {"evidence", "success criteria", "acceptance criteria", "acceptance", "criteria", "done when", "definition of done", "dod", "ac", "acceptance tests", "exit criteria", "success metrics", "validation", "verification", "the goal is done when", "the feature is done when", "proof", "requirements", "test plan", "checks", "success", "done", "done means", "success means", "success looks like", "must fail", "should fail", "must still fail", "must not pass", "expected to fail", "must pass", "should pass", "must still pass"},
	field.Constraints: {"constraints", "constraint", "hard constraints", "must not break", "what must not break", "must not be broken", "what must not be broken", "not to be broken", "what is not to be broken", "not to break", "may not break", "what may not break", "nothing to break", "what must not regress", "what may not regress", "restrictions", "boundaries", "non-negotiables", "must not regress", "must hold", "must hold throughout", "must always hold", "must hold at all times", "must hold the whole time", "holds throughout", "must keep working", "must still work", "invariants", "rules", "guardrails", "don't", "do not", "dont", "don'ts", "please don't", "please do not", "please not", "not", "not wanted", "not like this", "unwanted", "no-go", "no-gos", "what not to do", "what we don't want", "what i don't want", "please avoid", "avoid", "never", "must not", "keep", "please keep", "leave", "please leave", "must stay", "what must stay", "what must remain", "what must be kept", "what should stay", "to keep"},
	field.Deny:        {"do not modify", "do not change", "do not touch", "must not change", "frozen", "off limits", "protected paths", "read only", "deny", "deny list", "denylist", "excluded paths", "out of bounds", "off-limits"},
	field.Focus:       {"do modify", "focus", "focus on", "expected areas", "affected areas", "affected files", "files to change", "affected paths", "paths to focus on"},
	field.Allow:       {"only modify", "may change", "allowed paths", "allow list", "allowlist", "whitelist", "only these files", "only these paths"},
	field.Resources:   {"resources", "allowed commands", "commands", "network", "network hosts", "allowed hosts", "hosts", "tools", "allowed tools"},
	field.Priorities:  {"priorities", "priority", "how to choose", "per item", "for each item", "for each error", "order of work", "decision rules"},
	field.Phases:      {"phases"},
	field.AfterPhase:  {"after completing each phase", "after each phase", "after every phase", "after each step"},
	field.Stop:        {"stop", "stop when", "stop if", "stop and report", "stop & report", "stop conditions", "breakpoints", "breakpoint", "when to stop", "report", "reporting", "final report", "at the end", "escalate", "escalation"},
	field.Budget:      {"budget", "limits", "limit", "time limit", "time budget", "time box", "timebox", "time-box"},
	field.WorkType:    {"work type", "type of work", "kind of work", "type"},
	field.Context:     {"context", "background", "notes", "note", "additional context", "references", "links", "problem", "problem statement", "motivation", "rationale", "why", "why is this needed", "why is it needed", "why do we need this", "details", "steps to reproduce", "to reproduce", "how to reproduce", "reproduction", "environment", "actual", "actual behavior", "actual behaviour", "actual result", "actual results", "actually", "observed", "observed behavior", "observed behaviour", "current behavior", "current behaviour", "what happened", "what actually happened", "what happens", "what happens instead", "logs", "see also", "related", "examples", "example", "is your feature request related to a problem? please describe", "describe alternatives you've considered", "cause", "root cause", "reviewer", "reviewers", "assignee", "assignees", "owner", "owners", "cc", "deadline", "milestone", "epic", "ticket", "component", "area", "estimate", "approach", "hint", "hints", "implementation", "implementation notes", "technical notes", "nice to have", "nice-to-have", "optional", "stretch goals", "future work", "open questions", "questions", "ideas", "follow-ups"},
	field.Scope:       {"scope", "in scope", "paths"},
	field.NonGoals:    {"non-goals", "anti-goals", "non goals", "nongoals", "out of scope", "not in scope", "won't do", "not included"},
}), abroad)

func byName(names map[field.Field][]string) map[string]field.Field {
	out := map[string]field.Field{}
	for f, list := range names {
		for _, n := range list {
			out[n] = f
		}
	}
	return out
}

// abroad are the labels of German, French and Spanish tickets, in plain letters. What
// stands below them is read as below any other, but for sentences: those are read in
// English only.
var abroad = byName(map[field.Field][]string{
	field.Goal:        {"ziel", "ziele", "zielsetzung", "aufgabe", "aufgabenstellung", "objectif", "objectifs", "tache", "objetivo", "objetivos", "tarea"},
	field.Expected:    {"erwartetes verhalten", "erwartetes ergebnis", "comportement attendu", "resultat attendu", "comportamiento esperado", "resultado esperado"},
	field.Evidence:    {"abnahme", "abnahmekriterien", "akzeptanzkriterien", "erfolgskriterien", "nachweis", "nachweise", "fertig wenn", "fertig, wenn", "erledigt wenn", "erledigt, wenn", "criteres d'acceptation", "criteres de reussite", "criteres de succes", "preuve", "preuves", "verification", "termine quand", "criterios de aceptacion", "criterios de exito", "evidencia", "evidencias", "verificacion", "hecho cuando", "terminado cuando"},
	field.Constraints: {"einschrankungen", "einschraenkungen", "randbedingungen", "rahmenbedingungen", "vorgaben", "contraintes", "contrainte", "restricciones", "restriccion"},
	field.Deny:        {"nicht andern", "nicht aendern", "nicht verandern", "nicht veraendern", "nicht anfassen", "darf nicht geandert werden", "darf nicht geaendert werden", "ne pas modifier", "ne pas changer", "ne pas toucher", "no modificar", "no cambiar", "no tocar"},
	field.Allow:       {"nur andern", "nur aendern", "modifier uniquement", "modifier seulement", "modificar solo", "solo modificar"},
	field.NonGoals:    {"nicht-ziele", "nichtziele", "hors perimetre", "fuera de alcance", "fuera del alcance"},
	field.Priorities:  {"prioritaten", "prioritaeten", "priorites", "prioridades"},
	field.Context:     {"kontext", "hintergrund", "aktuelles verhalten", "schritte zum reproduzieren", "contexte", "probleme", "comportement actuel", "etapes pour reproduire", "contexto", "antecedentes", "problema", "comportamiento actual", "pasos para reproducir"},
	field.Budget:      {"presupuesto"},
})

// everywhere are labels of one language and of others.
func everywhere(own, others map[string]field.Field) map[string]field.Field {
	out := maps.Clone(others)
	maps.Copy(out, own)
	return out
}

// Abroad is the field of a label, in lower case, of another language; its letters
// are Latin ones, with or without marks.
func Abroad(bare string) field.Field {
	for _, r := range bare {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return field.Unknown
		}
	}
	return abroad[prose.Latin(bare)]
}
