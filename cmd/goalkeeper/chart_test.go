package main_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

const chart = "../../charts/goalkeeper"

// object is what the tests read of a rendered Kubernetes object.
type object struct {
	Kind     string
	Metadata struct{ Annotations map[string]string }
	Data     map[string]string
	Spec     struct {
		Replicas int
		Strategy struct{ Type string }
		Template struct{ Spec pod }
	}
}

type pod struct {
	AutomountServiceAccountToken *bool     `yaml:"automountServiceAccountToken"`
	EnableServiceLinks           *bool     `yaml:"enableServiceLinks"`
	HostUsers                    *bool     `yaml:"hostUsers"`
	SecurityContext              yaml.Node `yaml:"securityContext"`
	Containers                   []struct {
		Args            []string
		SecurityContext yaml.Node `yaml:"securityContext"`
		Env             []struct{ Name, Value string }
		VolumeMounts    []struct {
			Name      string
			MountPath string `yaml:"mountPath"`
			ReadOnly  bool   `yaml:"readOnly"`
		} `yaml:"volumeMounts"`
	}
	Volumes []struct{ Name string }
}

// helm runs the tool apart from the caller's own settings.
func helm(t *testing.T, args ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath("helm"); err != nil {
		if os.Getenv("GOALKEEPER_REQUIRE") != "" {
			t.Fatal(err)
		}
		t.Skip("needs helm")
	}
	home := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "helm", args...)
	cmd.Env = append(os.Environ(), "HELM_CACHE_HOME="+home, "HELM_CONFIG_HOME="+home, "HELM_DATA_HOME="+home)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func values(name string) string { return filepath.Join(chart, "ci", name+"-values.yaml") }

// render reads what `helm template` makes of a values file, by kind.
func render(t *testing.T, name string) map[string]object {
	t.Helper()
	out, err := helm(t, "template", "goalkeeper", chart, "--values", values(name))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	objects := map[string]object{}
	for d := yaml.NewDecoder(strings.NewReader(out)); ; {
		var o object
		err := d.Decode(&o)
		if errors.Is(err, io.EOF) {
			return objects
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if _, twice := objects[o.Kind]; twice {
			t.Fatalf("two objects of kind %s", o.Kind)
		}
		objects[o.Kind] = o
	}
}

func TestChartLints(t *testing.T) {
	for _, name := range []string{"minimal", "full"} {
		if out, err := helm(t, "lint", "--strict", chart, "--values", values(name)); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestChartKinds(t *testing.T) {
	for name, want := range map[string][]string{
		"minimal": {"ConfigMap", "Deployment", "PersistentVolumeClaim", "Service", "ServiceAccount"},
		"full":    {"ConfigMap", "Deployment", "Ingress", "Secret", "Service", "ServiceAccount"},
	} {
		var got []string
		for kind := range render(t, name) {
			got = append(got, kind)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s renders %v, want %v", name, got, want)
		}
	}
}

// TestChartConfig reads the rendered file as the server would in its pod.
func TestChartConfig(t *testing.T) {
	minimal := config.Default()
	minimal.Listen, minimal.DataDir = "0.0.0.0:8080", "/var/lib/goalkeeper"
	minimal.GitHub.AppID, minimal.GitHub.WriteInterval = 1, config.Duration(time.Second)
	minimal.GitHub.PrivateKeyFile = "/run/secrets/goalkeeper/github/private-key.pem"
	minimal.GitHub.WebhookSecretFile = "/run/secrets/goalkeeper/github/webhook-secret"
	minimal.Model.Name, minimal.Model.APIKeyEnv = "gpt-5", ""

	full := minimal
	full.PublicURL, full.Label, full.Concurrency, full.Repeats = "https://goalkeeper.example.org", "yes", 8, 20
	full.Progress = config.Duration(30 * time.Second) // by its variable
	full.GitHub.WebURL, full.GitHub.V3APIURL = "https://github.example.org", "https://github.example.org/api/v3"
	full.GitHub.AppID, full.GitHub.WriteInterval = 1234567, 0
	full.Model = config.Model{
		BaseURL: "http://model.example.org:8000/v1", APIKeyEnv: "MODEL_API_KEY", Name: `a "quoted" name: yes`,
		ContextWindow: 1_000_000, MaxTokens: 32_000, Prices: config.Prices{Input: 1.25, Cached: 0.125, Output: 10},
		Others: []string{"small=128000/0.25/0.025/2", "mid=64000/0.25/0.025/2"},
	}
	full.Sandbox.Level, full.Sandbox.ReadOnly = "landlock", []string{"/usr/local/go", "/opt/node"}
	full.Sandbox.PrivateHosts, full.Retention = []string{"mirror.example.org=10.0.0.7"}, config.Duration(240*time.Hour)
	full.Limits = config.Limits{Actions: 200, Minutes: 90, Tokens: 12_000_000, USD: 2.5, Lines: 3000, Questions: 5}
	full.AdminTokenFile = "/run/secrets/goalkeeper/admin/token"

	for name, want := range map[string]config.Config{"minimal": minimal, "full": full} {
		objects := render(t, name)
		var environ []string
		for _, v := range objects["Deployment"].Spec.Template.Spec.Containers[0].Env {
			environ = append(environ, v.Name+"="+v.Value)
		}
		got, err := config.Read([]byte(objects["ConfigMap"].Data["config.yaml"]), environ)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}

// TestChartKeys holds the chart to the server's keys: each has a value, or a
// reason to be left to its variable.
func TestChartKeys(t *testing.T) {
	byVariable := map[string]string{
		"store":                 "the embedded store lies in data_dir",
		"progress":              "rarely changed",
		"github.write_interval": "follows from the host",
		"sandbox.uid":           "only a server that runs as root changes its user",
	}
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(render(t, "full")["ConfigMap"].Data["config.yaml"]), &doc); err != nil {
		t.Fatal(err)
	}
	var c config.Config
	for _, k := range config.Keys(&c) {
		set := has(doc, strings.Split(k.Path, "."))
		switch why := byVariable[k.Path]; {
		case !set && why == "":
			t.Errorf("the chart has no value for %s (%s)", k.Path, k.Help)
		case set && why != "":
			t.Errorf("%s has a value and a reason to have none: %s", k.Path, why)
		}
		delete(byVariable, k.Path)
	}
	for key := range byVariable {
		t.Errorf("there is no key %s", key)
	}
}

func has(doc map[string]any, keys []string) bool {
	below, ok := doc[keys[0]]
	if !ok || len(keys) == 1 {
		return ok
	}
	inner, ok := below.(map[string]any)
	return ok && has(inner, keys[1:])
}

func TestChartPod(t *testing.T) {
	for name, namespaces := range map[string]bool{"minimal": true, "full": false} {
		objects := render(t, name)
		d := objects["Deployment"].Spec
		if d.Replicas != 1 || d.Strategy.Type != "Recreate" {
			t.Errorf("%s: %d replicas, strategy %s", name, d.Replicas, d.Strategy.Type)
		}
		p := d.Template.Spec
		if !isFalse(p.AutomountServiceAccountToken) || !isFalse(p.EnableServiceLinks) || isFalse(p.HostUsers) != namespaces {
			t.Errorf("%s: the token is mounted, service links are on, or hostUsers is not %v", name, !namespaces)
		}
		inPod := []string{"runAsNonRoot: true", "runAsUser: 65532"}
		inContainer := []string{"allowPrivilegeEscalation: false", "readOnlyRootFilesystem: true", "drop: [ALL]"}
		if namespaces {
			inPod, inContainer = append(inPod, "type: Unconfined"), append(inContainer, "procMount: Unmasked")
		} else {
			inPod = append(inPod, "type: RuntimeDefault")
		}
		holds(t, name, p.SecurityContext, inPod)
		holds(t, name, p.Containers[0].SecurityContext, inContainer)
		mounted(t, name, p, objects["ConfigMap"].Data["config.yaml"])
	}
}

func isFalse(b *bool) bool { return b != nil && !*b }

func holds(t *testing.T, name string, n yaml.Node, lines []string) {
	t.Helper()
	text, err := yaml.Marshal(&n)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if !bytes.Contains(text, []byte(line)) {
			t.Errorf("%s lacks %q in:\n%s", name, line, text)
		}
	}
}

// mounted checks that every path the server is told of lies in a volume, those
// it writes to in a writable one.
func mounted(t *testing.T, name string, p pod, text string) {
	t.Helper()
	c, err := config.Read([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	container := p.Containers[0]
	writable := map[string]bool{}
	for _, m := range container.VolumeMounts {
		writable[m.MountPath] = !m.ReadOnly
		if !slices.ContainsFunc(p.Volumes, func(v struct{ Name string }) bool { return v.Name == m.Name }) {
			t.Errorf("%s: no volume %s", name, m.Name)
		}
	}
	for _, dir := range []string{"/tmp", c.DataDir} {
		if !writable[dir] {
			t.Errorf("%s: %s cannot be written to", name, dir)
		}
	}
	files := []string{container.Args[len(container.Args)-1], c.GitHub.PrivateKeyFile, c.GitHub.WebhookSecretFile}
	if c.AdminTokenFile != "" {
		files = append(files, c.AdminTokenFile)
	}
	for _, file := range files {
		if can, ok := writable[path.Dir(file)]; !ok || can {
			t.Errorf("%s: %s is not mounted read-only", name, file)
		}
	}
}

func TestChartRefuses(t *testing.T) {
	for _, tc := range []struct{ set, fault string }{
		{"replicas=2", "replicas"},
		{"github.appID=1", "appID"},
		{"github.appId=null", "appId"},
		{"github.appId=0", "/github/appId"},
		{"github.appId=one", "/github/appId"},
		{"github.existingSecret=", "/github/existingSecret"},
		{"github.existingSecret=,github.privateKey=x", "/github/webhookSecret"},
		{"github.apiUrl=api.github.com", "/github/apiUrl"},
		{"model.name=", "/model/name"},
		{"model.contextWindow=100", "/model/contextWindow"},
		{"limits.euro=3", "euro"},
		{"limits.usd=-1", "/limits/usd"},
		{"concurrency=0", "/concurrency"},
		{"sandbox.level=none", "level"},
		{"sandbox.readOnly={opt}", "/sandbox/readOnly/0"},
		{"sandbox.seccompProfile.type=Localhost", "localhostProfile"},
		{"persistence.size=much", "/persistence/size"},
		{"ingress.enabled=true", "/ingress/host"},
		{"env.A=1", "/env/A"},
	} {
		out, err := helm(t, "template", "goalkeeper", chart, "--values", values("minimal"), "--set", tc.set)
		if err == nil || !strings.Contains(out, "don't meet the specifications of the schema") || !strings.Contains(out, tc.fault) {
			t.Errorf("--set %s: %v, want a word about %s:\n%s", tc.set, err, tc.fault, out)
		}
	}
}
