package goalspec

import (
	"maps"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

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

// fieldAbroad is the field of a label, in lower case, of another language; its letters
// are Latin ones, with or without marks.
func fieldAbroad(bare string) field.Field {
	for _, r := range bare {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return field.Unknown
		}
	}
	return abroad[prose.Latin(bare)]
}
