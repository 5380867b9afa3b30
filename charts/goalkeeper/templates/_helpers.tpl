{{/* The name of every object: the release, with the chart's name when it does not say so already. */}}
{{- define "goalkeeper.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "goalkeeper.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "goalkeeper.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "goalkeeper.selector" . }}
{{- end }}

{{- define "goalkeeper.githubSecret" -}}
{{- default (include "goalkeeper.name" .) .Values.github.existingSecret -}}
{{- end }}

{{- define "goalkeeper.claim" -}}
{{- default (include "goalkeeper.name" .) .Values.persistence.existingClaim -}}
{{- end }}

{{/* The server's configuration file. Numbers arrive as floating point: int64 keeps them whole. */}}
{{- define "goalkeeper.config" -}}
listen: 0.0.0.0:8080
public_url: {{ .Values.publicUrl | quote }}
data_dir: /var/lib/goalkeeper
label: {{ .Values.label | quote }}
concurrency: {{ int64 .Values.concurrency }}
repeats: {{ int64 .Values.repeats }}
retention: {{ .Values.retention | quote }}
github:
  web_url: {{ .Values.github.webUrl | quote }}
  v3_api_url: {{ .Values.github.apiUrl | quote }}
  app_id: {{ int64 .Values.github.appId }}
  private_key_file: /run/secrets/goalkeeper/github/private-key.pem
  webhook_secret_file: /run/secrets/goalkeeper/github/webhook-secret
model:
  base_url: {{ .Values.model.baseUrl | quote }}
  name: {{ .Values.model.name | quote }}
  api_key_env: {{ ternary "MODEL_API_KEY" "" (not (empty .Values.model.existingSecret)) | quote }}
  {{- with .Values.model.contextWindow }}
  context_window: {{ int64 . }}
  {{- end }}
  max_tokens: {{ int64 .Values.model.maxTokens }}
  {{- with .Values.model.prices }}
  prices:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.model.others }}
  others:
    {{- toYaml . | nindent 4 }}
  {{- end }}
sandbox:
  level: {{ ternary "bubblewrap" "landlock" .Values.sandbox.userNamespaces }}
  {{- with .Values.sandbox.readOnly }}
  read_only:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.sandbox.privateHosts }}
  private_hosts:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- with .Values.limits }}
limits:
  {{- range $name, $most := . }}
  {{ $name }}: {{ eq $name "usd" | ternary $most (int64 $most) }}
  {{- end }}
{{- end }}
{{- if .Values.admin.existingSecret }}
admin_token_file: /run/secrets/goalkeeper/admin/token
{{- end }}
{{- end }}
