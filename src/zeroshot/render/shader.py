"""The light of a picture as a fragment shader, in linear light; replaces VTK's own lighting.

Lamps are Lambertian rectangles. A point on the long axis, the nearest to the surface, stands for each, so
that a tube reads as a tube; its square distance is kept from vanishing by the lamp's own size. Balls stand
for bodies: they take away what they hide of the even fill (Iñigo Quílez, "Sphere ambient occlusion", 2006).
"""

from __future__ import annotations

LAMP_FLOATS = 16
BALL_FLOATS = 4

DECLARATIONS = """
//VTK::Normal::Dec
vec3 zsLinear(vec3 c) { return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c)); }
vec3 zsEncoded(vec3 c) {
  return mix(c * 12.92, 1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}
// Straight up to the knee, then a shoulder that never clips a colour to white all at once.
vec3 zsShoulder(vec3 c) {
  const float knee = 0.62;
  vec3 over = max(c - knee, 0.0);
  return min(c, knee) + (1.0 - knee) * (1.0 - exp(-over / (1.0 - knee)));
}
// How open the half-space over a surface is: 1 with nothing near.
float zsOpenness(vec3 p, vec3 n) {
  float open = 1.0;
  for (int i = 0; i < zsBallCount; ++i) {
    if (i >= zsOwnFirst && i < zsOwnEnd) continue;
    vec3 d = vec3(zsBalls[4*i], zsBalls[4*i+1], zsBalls[4*i+2]) - p;
    float r = zsBalls[4*i+3];
    float l2 = max(dot(d, d), r * r);
    // Beyond seven radii a ball hides nothing that is seen; taken off evenly, so that no edge shows.
    float share = r * r / l2 - 0.02;
    if (share <= 0.0) continue;
    float facing = dot(n, d) * inversesqrt(l2);
    // Partly behind the horizon of the surface, a ball hides less and less.
    open *= 1.0 - clamp(0.25 + 0.75 * facing, 0.0, 1.0) * share;
  }
  return open;
}
"""

LIGHTING = """
  vec3 zsP = (zsWorldFromEye * vertexVC).xyz;
  vec3 zsN = normalize((zsWorldFromEye * vec4(normalVCVSOutput, 0.0)).xyz);
  vec3 zsV = normalize(zsEye - zsP);
  vec3 zsAlbedo = zsLinear(diffuseColor);
  vec3 zsGlow = zsLinear(ambientColor);
  float zsOpacity = opacity;
  %(texture)s
  float zsOpen = zsBallCount > 0 ? zsOpenness(zsP, zsN) : 1.0;
  vec3 zsLux = zsFill * zsOpen * (1.0 + dot(zsN, zsFillFrom));
  vec3 zsGloss = vec3(0.0);
  for (int i = 0; i < zsLampCount; ++i) {
    int k = 16 * i;
    vec3 centre = vec3(zsLamps[k], zsLamps[k+1], zsLamps[k+2]);
    vec3 axis = vec3(zsLamps[k+4], zsLamps[k+5], zsLamps[k+6]);
    vec3 normal = vec3(zsLamps[k+8], zsLamps[k+9], zsLamps[k+10]);
    vec3 flux = vec3(zsLamps[k+12], zsLamps[k+13], zsLamps[k+14]);
    float halfLength = zsLamps[k+3];
    vec3 d = centre + axis * clamp(dot(zsP - centre, axis), -halfLength, halfLength) - zsP;
    float r2 = dot(d, d) + zsLamps[k+7] * zsLamps[k+7] + 0.15 * halfLength * halfLength;
    vec3 l = d * inversesqrt(max(dot(d, d), 1e-8));
    // A lamp is broad: a surface that just turns away still sees a part of it.
    float seen = max(dot(zsN, l) * 0.88 + 0.12, 0.0);
    float shines = max(-dot(normal, l), 0.0);
    vec3 lux = flux * (shines * seen / (3.14159265 * r2)) * mix(0.35 + 0.65 * zsOpen, 1.0, zsOpen);
    zsLux += lux;
    vec3 h = normalize(l + zsV);
    zsGloss += lux * pow(max(dot(zsN, h), 0.0), specularPower) * (specularPower + 8.0) * 0.125;
  }
  float zsRim = pow(1.0 - max(dot(zsN, zsV), 0.0), 5.0);
  vec3 zsF = specularColor * (0.04 + 0.5 * zsRim);
  vec3 zsOut = zsExposure * (zsAlbedo * zsLux + zsF * (zsGloss + 0.6 * zsFill * zsOpen));
  zsOut = zsShoulder(zsOut) * (1.0 - max(zsGlow.r, max(zsGlow.g, zsGlow.b))) + zsGlow;
  gl_FragData[0] = vec4(zsEncoded(clamp(zsOut, 0.0, 1.0)), zsOpacity);
"""

TEXTURE = """
  vec4 zsTexel = texture(actortexture, tcoordVCVSOutput);
  zsAlbedo *= zsLinear(zsTexel.rgb);
  zsGlow *= zsLinear(zsTexel.rgb);
  zsOpacity *= zsTexel.a;
"""


def replacements(*, is_textured: bool) -> tuple[tuple[str, str], ...]:
    """Return which tags of VTK's fragment shader become what."""
    return (
        ("//VTK::Normal::Dec", DECLARATIONS),
        ("//VTK::Light::Impl", LIGHTING % {"texture": TEXTURE if is_textured else ""}),
        # The texture is taken in linear light above, so VTK's own product must not happen again.
        ("//VTK::TCoord::Impl", ""),
    )
