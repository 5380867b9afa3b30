package public_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/public"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// TestPublicNames: what people set, call and store is told by its name, and what
// only looks like it is not.
func TestPublicNames(t *testing.T) {
	const chosen = "package main\n\nfunc main() {\n\tswitch os.Args[1] {\n\tcase \"serve\", \"run\":\n\t\tswitch kind {\n\t\tcase \"inner\":\n\t\t}\n\tcase \"check\":\n\t}\n\tswitch x {\n\tcase \"other\":\n\t}\n}\n"
	const goose = "-- +goose Up\nALTER TABLE a ADD b INT;\n-- +goose Down\nALTER TABLE a DROP COLUMN b;\nDROP TABLE c;\n"
	for name, c := range map[string]struct{ path, was, is, want string }{
		"a variable":           {"s.py", "import os\nPORT = os.environ['APP_PORT']\n", "import os\nPORT = os.environ['LISTEN_PORT']\n", "removed environment variable APP_PORT, added environment variable LISTEN_PORT"},
		"of node":              {"s.ts", "", "export const key = process.env[\"API_KEY\"] ?? process.env.API_OLD;\n", "added environment variable API_KEY, added environment variable API_OLD, added exported name key"},
		"set for others":       {"s.py", "x = 1\n", "os.environ['CHILD'] = '1'\nif os.environ['MODE'] == 'a':\n    x = 2\n", "added environment variable MODE"},
		"translations":         {"config/locales/en.yml", "en:\n  a: x\n", "en:\n  a: y\n", ""},
		"of others":            {"vendor/x/Makefile", "all:\n\tx\n", "both:\n\tx\n", ""},
		"known elsewhere":      {"s.py", "x = 1\n", "x = os.getenv('KNOWN_KEY')\n", ""},
		"in a comment":         {"s.py", "x = 1\n", "x = 1  # os.getenv('KEY')\n", ""},
		"moved":                {"s.py", "a = os.getenv('KEY')\nb = 1\n", "b = 1\na = os.environ[\"KEY\"]\n", ""},
		"a script":             {"package.json", `{"name":"x","scripts":{"build":"tsc","old":"x"},"bin":"a.js"}`, `{"name":"x","scripts":{"build":"tsc -p ."},"bin":{"y":"a.js"}}`, "removed command old, removed command x"},
		"a broken manifest":    {"package.json", `{"scripts":{"old":"x"}}`, `{"scripts":{"old":"x"}`, "removed command old"},
		"console scripts":      {"pyproject.toml", "[project]\nname='x'\n[project.scripts]\ntool = 'a:b'\n[tool.x]\nold = 1\n", "[project]\nname='x'\n[project.scripts]\ntool2 = 'a:b'\n", "removed command tool"},
		"of setup.cfg":         {"setup.cfg", "[options.entry_points]\nconsole_scripts =\n    tool = a:b\n    more = a:c\n", "[options.entry_points]\nconsole_scripts =\n    more = a:c\n", "removed command tool, removed configuration key tool"},
		"targets":              {"Makefile", "V := 1\nbuild check: a.go\n\tgo build\nout/a.o: x\n\ny = 2\n", "V := 1\nbuild:\n\tgo build\n", "removed command check"},
		"a default":            {"config/app.yaml", "server:\n  port: 80 # the\n  host: x\nold:\n  host: y\n", "server:\n  port: 80 # that\n  host: z\nold:\n  host: y\n", "changed default of configuration key host"},
		"in one line":          {"config.json", `{"a": 1, "b": {"c": [2, 3]}}`, `{"a": 1, "b": {"c": [3, 4]}}`, "changed default of configuration key c"},
		"a key gone in it":     {"config.json", `{"a": 1, "b": 2}`, `{"a": 1}`, "removed configuration key b"},
		"a key gone, in lines": {"config.json", "{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"a\": 1\n}", "removed configuration key b"},
		"in another order":     {"config.toml", "a = 1\nb = 2\n", "b = 2\na = 1\n", ""},
		"words of a page":      {"locales/en.json", `{"a": "x"}`, `{"a": "y"}`, ""},
		"a column dropped":     {"migrations/002.sql", "", "-- DROP TABLE b;\nALTER TABLE a DROP COLUMN id;\n", "removed table or column id, added schema 002.sql"},
		"a column renamed":     {"db/migrate/2_x.sql", "", "ALTER TABLE a RENAME COLUMN id TO key;\n", "removed table or column id, added schema 2_x.sql"},
		"on the way back":      {"migrations/003.sql", "", goose, "added schema 003.sql"},
		"made anew":            {"migrations/004.sql", "", "CREATE TABLE b_new (id INT);\nDROP TABLE b;\nALTER TABLE b_new RENAME TO b;\n", "added schema 004.sql"},
		"to go back":           {"migrations/004.down.sql", "", "DROP TABLE b;\n", "added schema 004.down.sql"},
		"of alembic":           {"alembic/versions/1_x.py", "", "def upgrade():\n    op.drop_column('a', 'id')\n\n\ndef downgrade():\n    op.drop_table('b')\n", "removed table or column id, added exported name downgrade, added exported name upgrade"},
		"of django":            {"shop/migrations/0002_x.py", "", "class Migration(migrations.Migration):\n    operations = [\n        migrations.RemoveField(model_name='order', name='total'),\n        migrations.RenameField('order', 'sum', 'net'),\n        migrations.DeleteModel(\n            name='Old',\n        ),\n    ]\n", "removed table or column total, removed table or column sum, removed table or column Old, added schema 0002_x.py, added exported name Migration"},
		"of rails":             {"db/migrate/2_x.rb", "", "class X < ActiveRecord::Migration[7.0]\n  def up\n    remove_column :orders, :total\n    drop_table :old\n  end\n\n  def down\n    drop_table :new\n  end\nend\n", "removed table or column total, removed table or column old"},
		"a route":              {"web/serve.go", "func Serve(m *http.ServeMux) {\n\tm.HandleFunc(\"GET /orders/{id}\", order)\n\tm.Handle(\"/old/\", old)\n\thttp.Get(\"/elsewhere\")\n}\n", "func Serve(m *http.ServeMux) {\n\tm.HandleFunc(\"GET /orders/{number}\", order)\n}\n", "removed HTTP route /old/"},
		"of a router":          {"web/serve.go", "func Serve(r chi.Router) {\n\tr.Get(\"/orders\", list)\n\tr.Post(\"/orders\", make)\n}\n\nfunc ask(c *Client) { c.Get(\"/x\", nil) }\n", "func Serve(r chi.Router) {\n\tr.Get(\"/orders\", list)\n}\n\nfunc ask(c *Client) {}\n", "removed HTTP route POST /orders"},
		"of flask":             {"app.py", "@app.route('/orders/<int:id>')\ndef order(id):\n    return id\n\n\n@bp.post('/orders')\ndef make():\n    return 1\n", "@app.route('/orders/<id>')\ndef order(id):\n    return id\n\n\n@bp.put('/orders')\ndef make():\n    return 1\n", "removed HTTP route POST /orders"},
		"of django urls":       {"shop/urls.py", "urlpatterns = [\n    path('orders/', views.orders),\n    path('carts/<int:id>/', views.cart),\n]\n", "urlpatterns = [\n    path('carts/<int:key>/', views.cart),\n]\n", "removed HTTP route /orders/"},
		"of express":           {"src/app.js", "app.get('/orders/:id', order);\nrouter.delete('/orders/:id', drop);\nclient.get('/far', x);\n", "app.get('/orders/:key', order);\n", "removed HTTP route DELETE /orders/:id"},
		"a file that changed":  {"migrations/001.sql", "CREATE TABLE a (id INT);\n", "DROP TABLE a;\n", "changed schema 001.sql"},
		"taken apart":          {"a.js", "const { APP_MODE, PORT: port = 80 } = process.env;\n", "const { APP_MODE } = process.env;\n", "removed environment variable PORT"},
		"taken apart in lines": {"a.ts", "const {\n  APP_MODE,\n  OLD,\n} = process.env;\n", "const mode = process.env.APP_MODE;\n", "removed environment variable OLD"},
		"a schema of prisma":   {"db/schema.prisma", "model A {\n  x Int\n}\n", "model A {\n  y Int\n}\n", "changed schema schema.prisma"},
		"a default of Go":      {"a/a.go", "package a\n\nconst DefaultLimit = 3\n", "package a\n\nconst DefaultLimit = 30\n", "changed default DefaultLimit"},
		"a default in a group": {"a/a.go", "package a\n\nconst (\n\tDefaultLimit int = 3 // x\n\tDefaultSize = 1\n)\n", "package a\n\nconst (\n\tDefaultLimit int = 30 // x\n\tDefaultSize = 1 // y\n)\n", "changed default DefaultLimit"},
		"a default of Python":  {"a.py", "DEFAULT_LIMIT: int = 3\n", "DEFAULT_LIMIT: int = 5\n", "changed default DEFAULT_LIMIT"},
		"a default of scripts": {"a.ts", "export const defaultLimit = 3;\nconst defaultSize = 1;\n", "export const defaultLimit = 5;\nconst defaultSize = 2;\n", "changed default defaultLimit"},
		"a word of a choice":   {"main.go", chosen, strings.NewReplacer(", \"run\"", "", "\"inner\"", "\"core\"", "\"other\"", "\"none\"").Replace(chosen), "removed command run"},
		"a word compared":      {"a.py", "if sys.argv[1] == \"serve\":\n    go()\nelif sys.argv[1] == 'check':\n    no()\n", "if sys.argv[1] == 'serve':\n    go()\n", "removed command check"},
	} {
		base, candidate := fstest.MapFS{"docs/x.md": {Data: []byte("KNOWN_KEY\n")}}, fstest.MapFS{c.path: {Data: []byte(c.is), Mode: 0o644}}
		ch := workspace.Change{Path: c.path, Status: workspace.Modified, New: "b", Mode: object.ModeFile}
		if c.was != "" {
			base[c.path], ch.Old, ch.OldMode = &fstest.MapFile{Data: []byte(c.was), Mode: 0o644}, "a", object.ModeFile
		}
		maps.Copy(candidate, fstest.MapFS{"docs/x.md": base["docs/x.md"]})
		set, err := change.Read(change.Input{Changes: []workspace.Change{ch}, Base: base, Candidate: candidate, Policy: policy.Default()})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range public.List(set) {
			got = append(got, fmt.Sprintf("%s %s %s", n.Change, n.Kind, n.Name))
		}
		want := strings.Split(c.want, ", ")
		if c.want == "" {
			want = nil
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%q, want\n%q", name, got, want)
		}
	}
}
