/** What stands at which place in a point's flags. */
export const flags = { chosen: 1, faint: 2 } as const

const vertex = `#version 300 es
in vec2 place;
in float number;
in float flag;
uniform vec2 scale;
uniform vec2 shift;
uniform float size;
uniform vec3 colours[10];
uniform vec3 chosenColour;
out vec4 colour;
out float ring;
out float side;
void main() {
  bool isChosen = mod(flag, 2.0) >= 1.0;
  bool isFaint = flag >= 2.0;
  gl_Position = vec4(place * scale + shift, 0.0, 1.0);
  side = isChosen ? size + 4.0 : isFaint ? size * 0.7 : size;
  gl_PointSize = side;
  ring = isChosen ? 1.0 : 0.0;
  colour = vec4(colours[int(number)], isFaint && !isChosen ? 0.12 : number == 0.0 ? 0.7 : 0.88);
}`

const fragment = `#version 300 es
precision mediump float;
in vec4 colour;
in float ring;
in float side;
uniform vec3 chosenColour;
out vec4 pixel;
void main() {
  float away = length(gl_PointCoord - 0.5) * side;
  float edge = side * 0.5;
  float inside = 1.0 - smoothstep(edge - 1.0, edge, away);
  bool isRing = ring > 0.5 && away > edge - 2.5;
  vec3 rgb = isRing ? chosenColour : colour.rgb;
  float alpha = inside * (isRing ? 1.0 : colour.a);
  pixel = vec4(rgb * alpha, alpha);
}`

export interface View {
  /** Of the unit square, in what WebGL counts: -1 to 1. */
  scale: [across: number, up: number]
  shift: [across: number, up: number]
  /** Pixels of a point across. */
  size: number
}

type Attribute = 'place' | 'number' | 'flag'

/** Draws points with WebGL 2, all of them in one call; what they look like is decided on the graphics card. */
export class Points {
  readonly #gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #buffers: Record<Attribute, WebGLBuffer>
  #count = 0

  /** Null: there is no WebGL 2 here. */
  static on(canvas: HTMLCanvasElement): Points | null {
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, premultipliedAlpha: true })
    const program = gl && programOf(gl)
    return program ? new Points(gl, program) : null
  }

  private constructor(gl: WebGL2RenderingContext, program: WebGLProgram) {
    this.#gl = gl
    this.#program = program
    this.#buffers = { place: gl.createBuffer(), number: gl.createBuffer(), flag: gl.createBuffer() }
    gl.useProgram(program)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  }

  places(x: Float32Array, y: Float32Array): void {
    const places = new Float32Array(x.length * 2)
    for (let i = 0; i < x.length; i++) {
      places[i * 2] = x[i]!
      places[i * 2 + 1] = y[i]!
    }
    this.#count = x.length
    this.#put('place', places, 2, this.#gl.FLOAT)
  }

  /** One class and one set of flags a point. */
  looks(classes: Uint8Array, marks: Uint8Array): void {
    this.#put('number', classes, 1, this.#gl.UNSIGNED_BYTE)
    this.#put('flag', marks, 1, this.#gl.UNSIGNED_BYTE)
  }

  colours(classes: Float32Array, chosen: Float32Array): void {
    this.#gl.uniform3fv(this.#uniform('colours'), classes)
    this.#gl.uniform3fv(this.#uniform('chosenColour'), chosen)
  }

  resize(width: number, height: number): void {
    const { canvas } = this.#gl
    canvas.width = width
    canvas.height = height
    this.#gl.viewport(0, 0, width, height)
  }

  draw({ scale, shift, size }: View): void {
    const gl = this.#gl
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    if (this.#count === 0) return
    gl.uniform2f(this.#uniform('scale'), ...scale)
    gl.uniform2f(this.#uniform('shift'), ...shift)
    gl.uniform1f(this.#uniform('size'), size)
    gl.drawArrays(gl.POINTS, 0, this.#count)
  }

  close(): void {
    for (const buffer of Object.values(this.#buffers)) this.#gl.deleteBuffer(buffer)
    this.#gl.deleteProgram(this.#program)
  }

  #uniform(name: string): WebGLUniformLocation | null {
    return this.#gl.getUniformLocation(this.#program, name)
  }

  #put(name: Attribute, data: Float32Array | Uint8Array, size: number, type: number): void {
    const gl = this.#gl
    const at = gl.getAttribLocation(this.#program, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[name])
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
    gl.enableVertexAttribArray(at)
    gl.vertexAttribPointer(at, size, type, false, 0, 0)
  }
}

/** Null where the driver refuses it. */
function programOf(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment]
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) return null
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null
}
