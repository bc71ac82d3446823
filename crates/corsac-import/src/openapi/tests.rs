//! Descriptions of three versions.

use super::{Api, is_api, read};
use corsac::browser::BodyKind;
use corsac::fetch::request::CredentialsMode;

fn api(text: &str) -> Api {
    assert!(is_api(text), "{text}");
    read(text).unwrap()
}

fn header(api: &Api, name: &str, header: &str) -> Option<String> {
    let operation = api.operations.iter().find(|operation| operation.name == name).expect("the operation");
    let found = operation.found.init.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(header));
    found.map(|(_, value)| value.clone())
}

const SHOP: &str = r"
openapi: 3.1.0
info: { title: Shop, version: '1' }
servers:
  - url: https://{region}.shop.example/v1/
    variables: { region: { default: eu } }
security:
  - token: []
paths:
  /items/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    get:
      parameters:
        - { name: lang, in: query, required: true, schema: { type: [string, 'null'], enum: [ko, en] } }
        - { name: X-Trace, in: header, schema: { type: string } }
      responses:
        200: { description: ok }
    put:
      servers: [{ url: http://localhost:8000 }]
      requestBody: { content: { application/xml: {}, application/json: {} } }
      responses: { default: { description: ok } }
  /photos:
    post:
      security: [{ session: [] }]
      requestBody: { content: { multipart/form-data: {} } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: integer, example: 17 } }
  securitySchemes:
    token: { type: http, scheme: bearer }
    session: { type: apiKey, in: cookie, name: sid }
";

#[test]
fn openapi_3() {
    let api = api(SHOP);
    let names: Vec<&str> = api.operations.iter().map(|operation| operation.name.as_str()).collect();
    assert_eq!(names, ["GET /items/{id}", "PUT /items/{id}", "POST /photos"]);
    let urls: Vec<&str> = api.operations.iter().map(|operation| operation.found.init.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://eu.shop.example/v1/items/17?lang=ko",
            "http://localhost:8000/items/17",
            "https://eu.shop.example/v1/photos"
        ]
    );
    assert_eq!(header(&api, "GET /items/{id}", "authorization").as_deref(), Some("Bearer token"));
    assert_eq!(header(&api, "GET /items/{id}", "x-trace").as_deref(), Some("example"));
    assert_eq!(header(&api, "PUT /items/{id}", "content-type").as_deref(), Some("application/json"));
    let photos = &api.operations[2].found.init;
    assert_eq!(
        (&photos.body_kind, photos.credentials),
        (&BodyKind::FormData, Some(CredentialsMode::Include))
    );
}

#[test]
fn swagger_2() {
    let api = api(r#"{ "swagger": "2.0", "host": "api.example", "basePath": "/v2", "schemes": ["http"],
        "consumes": ["application/json"],
        "securityDefinitions": { "key": { "type": "apiKey", "in": "header", "name": "X-Api-Key" } },
        "paths": { "/a/{b}": {
            "post": { "parameters": [ { "in": "path", "name": "b", "type": "string" }, { "in": "body", "name": "x" } ], "security": [{"key": []}] },
            "patch": { "parameters": [ { "in": "formData", "name": "x" } ] } } } }"#);
    assert_eq!(api.operations[0].found.init.url, "http://api.example/v2/a/example");
    assert_eq!(header(&api, "POST /a/{b}", "x-api-key").as_deref(), Some("key"));
    assert_eq!(header(&api, "POST /a/{b}", "content-type").as_deref(), Some("application/json"));
    assert_eq!(api.operations[1].found.init.body_kind, BodyKind::UrlSearchParams);
}

#[test]
fn what_is_wrong_has_a_place() {
    let error = read("openapi: 3.0.0\npaths:\n  /a: [\n").unwrap_err();
    assert!(error.line >= 3 && error.cause.to_string().starts_with("this is no YAML"), "{error}");
    let error = read("{\"openapi\": \"3.0.0\",\n \"paths\": }").unwrap_err();
    assert_eq!((error.line, error.column), (2, 11), "{error}");
    assert!(read("openapi: 3.0.0\npaths: {}").unwrap_err().cause.to_string().contains("no operation"));
    let circle = "openapi: 3.0.0\npaths:\n  /a:\n    $ref: '#/paths/~1a'\n";
    assert!(read(circle).is_err(), "a circle of references ends");
    assert!(!is_api("fetch('https://a.example/openapi')") && !is_api("{\"log\": {}}"));
}
